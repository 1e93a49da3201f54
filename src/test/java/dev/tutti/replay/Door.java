package dev.tutti.replay;

/** What is asked of Tutti, and the OpenAI schema of what it answers. */
enum Door {
  CHAT("/v1/chat/completions", "CreateChatCompletionResponse"),
  COMPLETIONS("/v1/completions", "CreateCompletionResponse"),
  EMBEDDINGS("/v1/embeddings", "CreateEmbeddingResponse");

  private final String path;
  private final String schema;

  Door(String path, String schema) {
    this.path = path;
    this.schema = schema;
  }

  String path() {
    return path;
  }

  /** The schema of a whole answer. */
  String schema() {
    return schema;
  }

  /** The schema of one event of a stream. */
  String chunkSchema() {
    return this == CHAT ? "CreateChatCompletionStreamResponse" : schema;
  }
}

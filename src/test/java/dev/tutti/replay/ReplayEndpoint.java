package dev.tutti.replay;

import java.util.List;

/** What is asked of Tutti, and the OpenAI schema of what it answers. */
enum ReplayEndpoint {
  CHAT("/v1/chat/completions", "CreateChatCompletionResponse"),
  COMPLETIONS("/v1/completions", "CreateCompletionResponse"),
  EMBEDDINGS("/v1/embeddings", "CreateEmbeddingResponse"),
  RESPONSES("/v1/responses", "Response"),
  /** Anthropic's words, which OpenAI has no schema for. */
  MESSAGES("/v1/messages", "");

  /**
   * The endpoints to chats that say them in other words; every recorded chat goes through them too.
   */
  static final List<ReplayEndpoint> OTHER_WORDS = List.of(RESPONSES, MESSAGES);

  private final String path;
  private final String schema;

  ReplayEndpoint(String path, String schema) {
    this.path = path;
    this.schema = schema;
  }

  /** Whether what the upstream of a compatible provider says is relayed as it is. */
  boolean relays() {
    return !OTHER_WORDS.contains(this);
  }

  /** What an upstream is asked for when this endpoint is asked. */
  ReplayEndpoint behind() {
    return relays() ? this : CHAT;
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

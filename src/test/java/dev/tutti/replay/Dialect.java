package dev.tutti.replay;

import tools.jackson.databind.JsonNode;

/** How a provider speaks: where it is asked and how its streams end. */
enum Dialect {
  OPENAI {
    @Override
    boolean finishes(JsonNode frame) {
      return frame
          .path("choices")
          .valueStream()
          .anyMatch(choice -> choice.path("finish_reason").isString());
    }
  },
  /** OpenAI's Responses API. */
  RESPONSES {
    @Override
    boolean finishes(JsonNode frame) {
      var type = frame.path("type").asString("");
      return type.equals("response.completed") || type.equals("response.incomplete");
    }
  },
  ANTHROPIC {
    @Override
    boolean finishes(JsonNode frame) {
      return frame.path("delta").path("stop_reason").isString();
    }
  },
  GEMINI {
    @Override
    boolean finishes(JsonNode frame) {
      return frame
          .path("candidates")
          .valueStream()
          .anyMatch(candidate -> candidate.has("finishReason"));
    }
  },
  OLLAMA {
    @Override
    boolean finishes(JsonNode frame) {
      return frame.path("done").asBoolean(false);
    }
  };

  /** Whether this frame of a stream says why the model stopped. */
  abstract boolean finishes(JsonNode frame);

  /** How the path of a request for {@code endpoint} ends, whatever the provider's base URL is. */
  String pathEnd(ReplayEndpoint endpoint, boolean stream) {
    return switch (this) {
      case OPENAI -> endpoint.behind().path().substring("/v1".length());
      case RESPONSES -> "/responses";
      case ANTHROPIC -> "/messages";
      case GEMINI ->
          endpoint == ReplayEndpoint.EMBEDDINGS
              ? ":batchEmbedContents"
              : stream ? ":streamGenerateContent" : ":generateContent";
      case OLLAMA -> endpoint == ReplayEndpoint.EMBEDDINGS ? "/api/embed" : "/api/chat";
    };
  }
}

package dev.tutti.token;

import dev.tutti.call.Loop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.JsonBody;
import tools.jackson.databind.JsonNode;

/** Estimate of a prompt's tokens from its JSON, in the words of any provider, for any model. */
public final class PromptEstimate {
  private PromptEstimate() {}

  /** The tokens of everything that a model reads of a request. It reads all of it. */
  public static long of(JsonBody asked) {
    return TokenWeights.USUAL.tokens(PromptFeatures.of(asked));
  }

  /** The tokens of one message of a request, with what surrounds it there. */
  public static long ofMessage(JsonNode message) {
    return TokenWeights.USUAL.messageTokens(PromptFeatures.ofMessage(message));
  }

  /**
   * The same for a request that was sent, at a glance where it is large; of texts that no template
   * surrounds, as those to be completed or embedded, just their own tokens.
   */
  public static long ofSent(ChatRequest request) {
    if (request.body().length() > Loop.MOST_READ) {
      return request.promptForecast();
    }
    return switch (request.operation()) {
      case TEXT_COMPLETION, EMBEDDINGS -> PromptFeatures.of(request.body()).textTokens();
      case CHAT, PASSTHROUGH -> of(request.body());
    };
  }
}

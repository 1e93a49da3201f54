package dev.tutti.token;

import dev.tutti.call.Loop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.JsonBody;
import tools.jackson.databind.JsonNode;

/** Estimate of a prompt's tokens from its JSON, in the words of any provider, for any model. */
public final class PromptEstimate {
  private PromptEstimate() {}

  /**
   * The tokens of everything that a model reads of a request. It reads all of it. Texts to be
   * completed or embedded have just their own tokens, as no template surrounds them.
   */
  public static long of(JsonBody asked) {
    var features = PromptFeatures.of(asked);
    return isPlain(asked) ? features.textTokens() : TokenWeights.USUAL.tokens(features);
  }

  /** Whether it is a text to be completed or embedded. */
  public static boolean isPlain(JsonBody asked) {
    return isText(asked.get("prompt")) || isText(asked.get("input"));
  }

  private static boolean isText(JsonNode value) {
    return value.isString() || value.path(0).isValueNode();
  }

  /** The tokens of one message of a request, with what surrounds it there. */
  public static long ofMessage(JsonNode message) {
    return TokenWeights.USUAL.messageTokens(PromptFeatures.ofMessage(message));
  }

  /** The same for a request that was sent, at a glance where it is large. */
  public static long ofSent(ChatRequest request) {
    return request.body().length() > Loop.MOST_READ
        ? request.promptForecast()
        : of(request, request.body());
  }

  /** The tokens of a prompt by what is known of the model that it was sent to, if anything is. */
  public static long of(ChatRequest sent, JsonBody prompt) {
    return sent.tokens(prompt).orElseGet(() -> of(prompt));
  }
}

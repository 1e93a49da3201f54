package dev.tutti.provider.gemini;

import dev.tutti.chat.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signature of Gemini's reasoning in OpenAI's dialect: it stands in a message or in a call, as
 * {@code extra_content.google.thought_signature}, which is how Google's own OpenAI endpoint says
 * it.
 */
final class GeminiSignature {
  /** The member that holds it. */
  static final String MEMBER = "extra_content";

  private GeminiSignature() {}

  /** The signature in a message or a call, empty where there is none. */
  static String of(JsonNode json) {
    return json.path(MEMBER).path("google").path("thought_signature").asString("");
  }

  /** The value of {@link #MEMBER}. */
  static ObjectNode content(String signature) {
    var content = Json.object();
    content.putObject("google").put("thought_signature", signature);
    return content;
  }
}

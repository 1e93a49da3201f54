package dev.tutti.chat;

import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encrypted reasoning of OpenAI's Responses API as a block of signed reasoning ({@link
 * AnthropicWords#THINKING}), so that callers of every endpoint hand it back in the way that they
 * know: the signature holds the whole item.
 */
public final class SealedReasoning {
  private static final String PREFIX = "openai-responses.";

  private SealedReasoning() {}

  /**
   * The block that holds a reasoning item.
   *
   * @param item with its {@code encrypted_content}
   */
  public static ObjectNode block(JsonNode item) {
    var sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(item));
    return Json.object()
        .put("type", "thinking")
        .put("thinking", text(item))
        .put("signature", PREFIX + sealed);
  }

  /** Text that a reasoning item shows of itself. */
  public static String text(JsonNode item) {
    var parts = item.path("summary").isEmpty() ? item.path("content") : item.path("summary");
    return String.join(
        "\n\n", parts.valueStream().map(part -> part.path("text").asString("")).toList());
  }

  /** Whether a block of reasoning is of this kind, and no signature of Anthropic's. */
  public static boolean holds(JsonNode block) {
    return block.path("signature").asString("").startsWith(PREFIX);
  }

  /** The reasoning item in a block of this kind. */
  public static Optional<ObjectNode> item(JsonNode block) {
    if (!holds(block)) {
      return Optional.empty();
    }
    try {
      var text = block.path("signature").asString().substring(PREFIX.length());
      var item = Json.tree(Base64.getUrlDecoder().decode(text));
      return item instanceof ObjectNode object
              && object.path("type").asString("").equals("reasoning")
          ? Optional.of(object)
          : Optional.empty();
    } catch (IllegalArgumentException | Fault _) {
      return Optional.empty(); // a caller has changed it
    }
  }
}

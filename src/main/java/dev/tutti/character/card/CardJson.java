package dev.tutti.character.card;

import dev.tutti.character.card.CardRefusal.Reason;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON of cards: numbers keep their digits, and halves of surrogate pairs are no error. */
final class CardJson {
  /** The longest document: the longest chunk of a PNG that is read. */
  static final int MOST_BYTES = 16 << 20;

  private static final int MOST_DEPTH = 64;

  /** Names, values and brackets: a tree takes up to 50 bytes of heap for each. */
  private static final int MOST_TOKENS = 1_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_DEPTH)
                          .maxStringLength(MOST_BYTES)
                          .maxTokenCount(MOST_TOKENS)
                          .build())
                  .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private CardJson() {}

  /**
   * The tree of a document.
   *
   * @throws CardRefusal when it is no JSON, too long or too deep
   */
  static JsonNode read(byte[] document) {
    if (document.length > MOST_BYTES) {
      throw new CardRefusal(
          Reason.TOO_LARGE,
          "the document has %d bytes (expected: at most %d)"
              .formatted(document.length, MOST_BYTES));
    }
    try {
      var tree = MAPPER.readTree(document);
      if (tree.isMissingNode()) {
        throw new CardRefusal(Reason.CORRUPT, "no JSON: nothing is there");
      }
      return tree;
    } catch (StreamConstraintsException e) {
      boolean deep = e.getOriginalMessage().contains("depth");
      throw new CardRefusal(
          deep ? Reason.TOO_DEEP : Reason.TOO_LARGE,
          deep
              ? "the document is deeper than %d levels".formatted(MOST_DEPTH)
              : "the document has more than %,d names, values and brackets, or a name or a number that is too long"
                  .formatted(MOST_TOKENS));
    } catch (NumberFormatException _) { // an exponent that no number has room for
      throw new CardRefusal(Reason.CORRUPT, "the document has a number beyond all limits");
    } catch (JacksonException e) {
      throw new CardRefusal(
          Reason.CORRUPT, "no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  /** A copy for answers: a number that no {@code double} holds is null there. */
  static JsonNode readable(JsonNode tree) {
    var factory = JsonNodeFactory.instance;
    if (tree instanceof ObjectNode object) {
      var copy = factory.objectNode();
      object.forEachEntry((name, value) -> copy.set(name, readable(value)));
      return copy;
    }
    if (tree instanceof ArrayNode array) {
      var copy = factory.arrayNode();
      array.forEach(each -> copy.add(readable(each)));
      return copy;
    }
    if (!tree.isNumber() || tree.isIntegralNumber()) {
      return tree;
    }
    double value = Double.parseDouble(tree.asString());
    return Double.isFinite(value) ? factory.numberNode(value) : factory.nullNode();
  }

  /** The document of a tree. */
  static byte[] write(JsonNode tree) {
    var text = MAPPER.writeValueAsString(tree);
    return escaped(text).getBytes(StandardCharsets.UTF_8);
  }

  /** Halves of pairs have no bytes in UTF-8; as escapes they stay what they were. */
  private static String escaped(String text) {
    StringBuilder escaped = null;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      boolean half = isHalf(text, i);
      if (half && escaped == null) {
        escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (escaped != null) {
        escaped.append(half ? "\\u%04x".formatted((int) each) : String.valueOf(each));
      }
    }
    return escaped == null ? text : escaped.toString();
  }

  /** Whether a character is half of a surrogate pair whose other half is not beside it. */
  static boolean isHalf(String text, int at) {
    char each = text.charAt(at);
    return Character.isHighSurrogate(each)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : Character.isLowSurrogate(each)
            && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}

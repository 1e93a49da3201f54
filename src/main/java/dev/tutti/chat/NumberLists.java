package dev.tutti.chat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.util.RawValue;

/**
 * Trees of answers with long lists of numbers, such as embeddings: a list that begins with a number
 * stays the text that it was, and is written again as that, so that millions of numbers take no
 * more heap than their text. All other values are bounded as in any answer.
 */
public final class NumberLists {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final byte[] bytes;
  private int nodes;

  private NumberLists(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The tree of a JSON text.
   *
   * @throws Fault {@code truncated} when it breaks off, {@code upstream_error} when it is not JSON
   *     or has too many values beside its lists of numbers
   */
  public static JsonNode tree(byte[] bytes) {
    try (var parser = Json.scanning(bytes)) {
      parser.nextToken();
      var tree = new NumberLists(bytes).value(parser);
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "text after the JSON");
      }
      return tree;
    } catch (JacksonException e) {
      throw Json.unreadable(e, bytes, 0, bytes.length);
    }
  }

  /** A list of numbers from its text, a JSON list. */
  public static JsonNode node(String text) {
    return NODES.rawValueNode(new RawValue(text));
  }

  /** The text of a list that begins with a number; nothing for any other node of such a tree. */
  public static Optional<String> text(JsonNode node) {
    return node instanceof POJONode held
            && held.getPojo() instanceof RawValue raw
            && raw.rawValue() instanceof String text
            && text.startsWith("[")
        ? Optional.of(text)
        : Optional.empty();
  }

  private JsonNode value(JsonParser parser) {
    if (++nodes > JsonBounds.ANSWER.tokens()) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "JSON with too many values beside numbers (expected: at most %d)"
              .formatted(JsonBounds.ANSWER.tokens()));
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case null, default -> ExactTree.value(parser);
    };
  }

  private JsonNode object(JsonParser parser) {
    var object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private JsonNode list(JsonParser parser) {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    var first = parser.nextToken();
    if (first != null && first.isNumeric()) {
      return numbers(parser, from);
    }
    var list = NODES.arrayNode();
    while (parser.currentToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
      parser.nextToken();
    }
    return list;
  }

  private JsonNode numbers(JsonParser parser, int from) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
    }
    int to = (int) parser.currentLocation().getByteOffset();
    return node(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }
}

package dev.tutti.chat;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.util.RawValue;

/**
 * Trees of the few texts with numbers that no {@code double} holds, such as {@code 1E400}: these
 * are written again as they were written, which may be shorter than their digits by far.
 */
final class ExactTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ExactTree() {}

  /**
   * The tree of all that a parser has.
   *
   * @throws tools.jackson.core.JacksonException when it is not one JSON text
   */
  static JsonNode read(JsonParser parser) {
    try (parser) {
      parser.nextToken();
      var tree = value(parser);
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "text after the JSON");
      }
      return tree;
    }
  }

  /** The value on which a parser stands. */
  static JsonNode value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case null, default -> throw new StreamReadException(parser, "no JSON value");
    };
  }

  private static JsonNode object(JsonParser parser) {
    var object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private static JsonNode list(JsonParser parser) {
    var list = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  private static JsonNode whole(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private static JsonNode number(JsonParser parser) {
    double near = parser.getDoubleValue();
    return Double.isInfinite(near)
        ? NODES.rawValueNode(new RawValue(parser.getString()))
        : NODES.numberNode(near);
  }
}

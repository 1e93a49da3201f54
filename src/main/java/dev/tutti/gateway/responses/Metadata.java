package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import tools.jackson.databind.JsonNode;

/**
 * Metadata of responses and conversations, within OpenAI's bounds and refused in its words: an
 * object of at most 16 texts, with names of at most 64 and values of at most 512 characters.
 */
public final class Metadata {
  private static final String NAME = "metadata";
  private static final int MOST_PAIRS = 16;
  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_VALUE = 512;

  private Metadata() {}

  /**
   * Goes on only for metadata within the bounds.
   *
   * @throws Fault {@code invalid_request}, naming the member
   */
  public static void check(JsonNode metadata) {
    if (!metadata.isObject()) {
      throw type(NAME, "an object", metadata);
    }
    if (metadata.size() > MOST_PAIRS) {
      throw refused(
          NAME,
          "Invalid 'metadata': too many properties. Expected an object with at most %d properties, but got an object with %d properties instead."
              .formatted(MOST_PAIRS, metadata.size()));
    }
    metadata.forEachEntry(Metadata::check);
  }

  private static void check(String key, JsonNode value) {
    if (length(key) > LONGEST_KEY) {
      throw refused(
          NAME,
          "Invalid property name in 'metadata': too long. Expected a name with maximum length %d, but got a name with length %d instead."
              .formatted(LONGEST_KEY, length(key)));
    }
    var place = NAME + "." + key;
    if (!value.isString()) {
      throw type(place, "a string", value);
    }
    int length = length(value.asString());
    if (length > LONGEST_VALUE) {
      throw refused(
          place,
          "Invalid '%s': string too long. Expected a string with maximum length %d, but got a string with length %d instead."
              .formatted(place, LONGEST_VALUE, length));
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Fault type(String place, String expected, JsonNode value) {
    return refused(
        place,
        "Invalid type for '%s': expected %s, but got %s instead."
            .formatted(place, expected, kind(value)));
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "a string";
      case BOOLEAN -> "a boolean";
      case NUMBER -> value.isIntegralNumber() ? "an integer" : "a decimal";
      case NULL, MISSING, BINARY, POJO -> "null";
    };
  }

  private static Fault refused(String place, String words) {
    return Fault.of(FaultCode.INVALID_REQUEST, words).at(place);
  }
}

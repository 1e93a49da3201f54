package dev.tutti.gateway.responses;

import tools.jackson.databind.JsonNode;

/** A caller's value in a message: short. */
final class ShortValue {
  private static final int LONGEST = 60;

  private ShortValue() {}

  static String of(JsonNode value) {
    if (value.isContainer()) {
      return value.isArray() ? "a list" : "an object";
    }
    var text = value.toString();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}

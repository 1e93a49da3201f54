package dev.tutti.gateway.messages;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value that a caller gave, and its place in Anthropic's way of naming, such as {@code
 * messages.0.content}. A wrong one is a {@link Fault}.
 */
record InputValue(String place, JsonNode json) {

  /** The member of an object; a missing one is a missing node. */
  InputValue member(String name) {
    return new InputValue(place.isEmpty() ? name : place + "." + name, json.path(name));
  }

  /** A member that is there and not null. */
  Optional<InputValue> optional(String name) {
    return Optional.of(member(name)).filter(InputValue::isThere);
  }

  private boolean isThere() {
    return !json.isMissingNode() && !json.isNull();
  }

  boolean isText() {
    return json.isString();
  }

  String text() {
    if (!json.isString()) {
      throw wrong("a string");
    }
    return json.asString();
  }

  /** A text that says something. */
  String name() {
    if (text().isEmpty()) {
      throw wrong("a string that is not empty");
    }
    return text();
  }

  String oneOf(Set<String> words) {
    if (!json.isString() || !words.contains(json.asString())) {
      throw wrong("one of " + String.join(", ", new TreeSet<>(words)));
    }
    return json.asString();
  }

  boolean bool() {
    if (!json.isBoolean()) {
      throw wrong("true or false");
    }
    return json.asBoolean();
  }

  int integer(int least) {
    if (!json.isIntegralNumber() || !json.canConvertToInt() || json.asInt() < least) {
      throw wrong("a whole number from %d to %d".formatted(least, Integer.MAX_VALUE));
    }
    return json.asInt();
  }

  /** A number between 0 and 1. */
  JsonNode share() {
    if (!json.isNumber() || !(json.asDouble() >= 0 && json.asDouble() <= 1)) {
      throw wrong("a number from 0 to 1");
    }
    return json;
  }

  ObjectNode object() {
    if (!(json instanceof ObjectNode object)) {
      throw wrong("an object");
    }
    return object;
  }

  List<InputValue> list() {
    if (!json.isArray()) {
      throw wrong("a list");
    }
    var all = new ArrayList<InputValue>(json.size());
    for (int i = 0; i < json.size(); i++) {
      all.add(new InputValue(place + "." + i, json.path(i)));
    }
    return all;
  }

  Fault wrong(String expected) {
    return Fault.invalid(place, "%s (expected: %s)".formatted(found(), expected));
  }

  private String found() {
    if (json.isMissingNode()) {
      return "is missing";
    }
    if (json.isObject()) {
      return "an object";
    }
    if (json.isArray()) {
      return json.isEmpty() ? "an empty list" : "a list";
    }
    var text = Json.text(json);
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}

package dev.tutti.gateway.character;

import dev.tutti.chat.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members of a JSON object of a caller, with their place for errors. What is missing or null has
 * the value that the caller of a method says; what has another type is a fault.
 *
 * @param place of the object, such as {@code members[2].}; empty for the body
 */
record CharacterFields(JsonNode object, String place) {

  /** The fields of a whole body. */
  static CharacterFields of(ObjectNode body) {
    return new CharacterFields(body, "");
  }

  boolean has(String name) {
    return !object.path(name).isMissingNode() && !object.path(name).isNull();
  }

  String text(String name, String otherwise) {
    var node = object.path(name);
    if (has(name) && !node.isString()) {
      throw wrong(name, "a text");
    }
    return has(name) ? node.asString() : otherwise;
  }

  /** A text that must be there. */
  String text(String name) {
    if (!object.path(name).isString()) {
      throw wrong(name, "a text");
    }
    return object.path(name).asString();
  }

  /** A whole number within bounds. */
  int number(String name, int otherwise, int least, int most) {
    var node = object.path(name);
    if (!has(name)) {
      return otherwise;
    }
    if (!node.canConvertToInt() || node.asInt() < least || node.asInt() > most) {
      throw wrong(name, "a whole number from %d to %d".formatted(least, most));
    }
    return node.asInt();
  }

  boolean flag(String name, boolean otherwise) {
    if (has(name) && !object.path(name).isBoolean()) {
      throw wrong(name, "true or false");
    }
    return object.path(name).asBoolean(otherwise);
  }

  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    for (var each : list(name)) {
      if (!each.isString()) {
        throw wrong(name, "a list of texts");
      }
      texts.add(each.asString());
    }
    return List.copyOf(texts);
  }

  /** A list of objects, each read with its place; at most so many. */
  <T> List<T> objects(String name, int most, BiFunction<CharacterFields, Integer, T> read) {
    var objects = new ArrayList<T>();
    var list = list(name);
    if (list.size() > most) {
      throw Fault.invalid(
          place + name, "%d of them (expected: at most %d)".formatted(list.size(), most));
    }
    for (var each : list) {
      int at = objects.size();
      var where = "%s%s[%d]".formatted(place, name, at);
      if (!each.isObject()) {
        throw Fault.invalid(where, "no object (expected: an object)");
      }
      objects.add(read.apply(new CharacterFields(each, where + "."), at));
    }
    return List.copyOf(objects);
  }

  /** An object; an empty one where there is none. */
  CharacterFields object(String name) {
    var node = object.path(name);
    if (has(name) && !node.isObject()) {
      throw wrong(name, "an object");
    }
    return new CharacterFields(node, place + name + ".");
  }

  private List<JsonNode> list(String name) {
    var node = object.path(name);
    if (has(name) && !node.isArray()) {
      throw wrong(name, "a list");
    }
    return node.valueStream().toList();
  }

  Fault wrong(String name, String expected) {
    var found = has(name) ? object.path(name).toString() : "missing";
    var shown = found.length() > 40 ? found.substring(0, 40) + "..." : found;
    return Fault.invalid(place + name, "%s (expected: %s)".formatted(shown, expected));
  }
}

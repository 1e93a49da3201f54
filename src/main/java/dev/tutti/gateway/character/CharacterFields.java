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
public record CharacterFields(JsonNode object, String place) {
  private static final int MOST_TEXTS = 1_000;

  /** The fields of a whole body. */
  public static CharacterFields of(ObjectNode body) {
    return new CharacterFields(body, "");
  }

  /** Whether a member has a value. */
  public boolean has(String name) {
    return !object.path(name).isMissingNode() && !object.path(name).isNull();
  }

  /** A text. */
  public String text(String name, String otherwise) {
    var node = object.path(name);
    if (has(name) && !node.isString()) {
      throw wrong(name, "a text");
    }
    return has(name) ? node.asString() : otherwise;
  }

  /** A text that must be there. */
  public String text(String name) {
    if (!object.path(name).isString()) {
      throw wrong(name, "a text");
    }
    return object.path(name).asString();
  }

  /** A whole number within bounds. */
  public int number(String name, int otherwise, int least, int most) {
    var node = object.path(name);
    if (!has(name)) {
      return otherwise;
    }
    if (!node.canConvertToInt() || node.asInt() < least || node.asInt() > most) {
      throw wrong(name, "a whole number from %d to %d".formatted(least, most));
    }
    return node.asInt();
  }

  /** A boolean. */
  public boolean flag(String name, boolean otherwise) {
    if (has(name) && !object.path(name).isBoolean()) {
      throw wrong(name, "true or false");
    }
    return object.path(name).asBoolean(otherwise);
  }

  /** A list of texts; at most a thousand. */
  public List<String> texts(String name) {
    var texts = new ArrayList<String>();
    for (var each : list(name, MOST_TEXTS)) {
      if (!each.isString()) {
        throw wrong(name, "a list of texts");
      }
      texts.add(each.asString());
    }
    return List.copyOf(texts);
  }

  /** A list of objects, each read with its place; at most so many. */
  public <T> List<T> objects(String name, int most, BiFunction<CharacterFields, Integer, T> read) {
    var objects = new ArrayList<T>();
    for (var each : list(name, most)) {
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
  public CharacterFields object(String name) {
    var node = object.path(name);
    if (has(name) && !node.isObject()) {
      throw wrong(name, "an object");
    }
    return new CharacterFields(node, place + name + ".");
  }

  private List<JsonNode> list(String name, int most) {
    var node = object.path(name);
    if (has(name) && !node.isArray()) {
      throw wrong(name, "a list");
    }
    if (node.size() > most) {
      throw Fault.invalid(
          place + name, "%d of them (expected: at most %d)".formatted(node.size(), most));
    }
    return node.valueStream().toList();
  }

  /** The fault of a member whose value is wrong. */
  public Fault wrong(String name, String expected) {
    var found = has(name) ? object.path(name).toString() : "missing";
    var shown = found.length() > 40 ? found.substring(0, 40) + "..." : found;
    return Fault.invalid(place + name, "%s (expected: %s)".formatted(shown, expected));
  }
}

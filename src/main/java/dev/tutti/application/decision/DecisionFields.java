package dev.tutti.application.decision;

import dev.tutti.chat.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Members of a JSON object of a caller, with their place for errors. What is missing or null has
 * the value that the caller of a method says; what has another type is a fault.
 *
 * @param place of the object, such as {@code options[2].}; empty for the body
 */
record DecisionFields(JsonNode object, String place) {
  private static final double LARGEST = 1e15;
  private static final int LONGEST_NAME = 200;

  boolean has(String name) {
    return !object.path(name).isMissingNode() && !object.path(name).isNull();
  }

  JsonNode node(String name) {
    return object.path(name);
  }

  String text(String name, String otherwise) {
    if (has(name) && !node(name).isString()) {
      throw wrong(name, "a text");
    }
    return has(name) ? node(name).asString() : otherwise;
  }

  /** A name that must be there. */
  String name(String member) {
    String name = text(member, "").strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw wrong(member, "a text of 1 to %d characters".formatted(LONGEST_NAME));
    }
    return name;
  }

  /** A number that must be there. */
  double number(String name, double least, double most) {
    return number(node(name), name, least, most);
  }

  double number(String name, double otherwise, double least, double most) {
    return has(name) ? number(name, least, most) : otherwise;
  }

  /** An amount that must be there. */
  double amount(String name) {
    return number(name, -LARGEST, LARGEST);
  }

  /** An amount that must be there and that is lost: 0 or more. */
  double loss(String name) {
    return number(name, 0, LARGEST);
  }

  private double number(JsonNode node, String name, double least, double most) {
    double value = node.isNumber() ? node.asDouble(Double.NaN) : Double.NaN;
    if (!(value >= least && value <= most)) {
      throw wrong(name, "a number from %s to %s".formatted(shown(least), shown(most)));
    }
    return value;
  }

  private static String shown(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e6
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }

  int whole(String name, int otherwise, int least, int most) {
    double value = number(name, otherwise, least, most);
    if (value != Math.rint(value)) {
      throw wrong(name, "a whole number from %d to %d".formatted(least, most));
    }
    return (int) value;
  }

  boolean flag(String name, boolean otherwise) {
    if (has(name) && !node(name).isBoolean()) {
      throw wrong(name, "true or false");
    }
    return node(name).asBoolean(otherwise);
  }

  List<String> texts(String name, int most) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : list(name, most)) {
      if (!each.isString()) {
        throw wrong(name, "a list of texts");
      }
      texts.add(each.asString());
    }
    return texts;
  }

  /** Items of a list; none where there is no list. */
  List<JsonNode> list(String name, int most) {
    if (!has(name)) {
      return List.of();
    }
    if (!node(name).isArray() || node(name).size() > most) {
      throw wrong(name, "a list of at most " + most);
    }
    return node(name).valueStream().toList();
  }

  /** A list of objects, each read with its place. */
  <T> List<T> objects(String name, int most, Function<DecisionFields, T> read) {
    List<T> objects = new ArrayList<>();
    for (JsonNode each : list(name, most)) {
      String where = "%s%s[%d]".formatted(place, name, objects.size());
      if (!each.isObject()) {
        throw Fault.invalid(where, "no object (expected: an object)");
      }
      objects.add(read.apply(new DecisionFields(each, where + ".")));
    }
    return List.copyOf(objects);
  }

  /** An object; an empty one where there is none. */
  DecisionFields object(String name) {
    if (has(name) && !node(name).isObject()) {
      throw wrong(name, "an object");
    }
    return new DecisionFields(node(name), place + name + ".");
  }

  Fault wrong(String name, String expected) {
    String found = has(name) ? node(name).toString() : "missing";
    String shown = found.length() > 40 ? found.substring(0, 40) + "..." : found;
    return Fault.invalid(place + name, "%s (expected: %s)".formatted(shown, expected));
  }
}

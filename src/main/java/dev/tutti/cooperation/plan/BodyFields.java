package dev.tutti.cooperation.plan;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Members of an object in a request, each of its kind; what is wrong is told with its place. */
final class BodyFields {
  private final ObjectNode root;
  private final String place;

  private BodyFields(ObjectNode root, String place) {
    this.root = root;
    this.place = place;
  }

  /**
   * The members of an object.
   *
   * @param place what messages begin with, such as {@code models[1].}; empty for the body itself
   * @throws Fault {@code invalid_request} for a member that is not known
   */
  static BodyFields of(ObjectNode root, String place, Set<String> known) {
    for (var name : root.propertyNames()) {
      if (!known.contains(name)) {
        var near = Nearest.to(name, known);
        throw Fault.invalid(
            place + name,
            near.isEmpty()
                ? "not known (expected: some of %s)".formatted(new TreeSet<>(known))
                : "not known. Did you mean " + String.join(" or ", near) + "?");
      }
    }
    return new BodyFields(root, place);
  }

  /** Place of a member. */
  String place(String name) {
    return place + name;
  }

  /** Whether a member has a value. */
  boolean has(String name) {
    return root.hasNonNull(name);
  }

  /** Value of a member, missing or null where there is none. */
  JsonNode node(String name) {
    return root.path(name);
  }

  /** A text with words in it. */
  String required(String name) {
    if (!has(name)) {
      throw Fault.invalid(place(name), "is missing (expected: a text)");
    }
    var text = text(name, "");
    if (text.isBlank()) {
      throw Fault.invalid(
          place(name), "\"%s\" (expected: a text with words in it)".formatted(text));
    }
    return text;
  }

  String text(String name, String otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    if (!node(name).isString()) {
      throw wrong(name, "a text");
    }
    return node(name).asString();
  }

  int integer(String name, int least, int most, int otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    var value = node(name);
    if (!value.isIntegralNumber() || value.asLong(-1) < least || value.asLong(-1) > most) {
      throw wrong(name, "a whole number from %d to %d".formatted(least, most));
    }
    return value.asInt();
  }

  double number(String name, double most, double otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    var value = node(name);
    double number = value.isNumber() ? value.asDouble(Double.NaN) : Double.NaN;
    if (!(number > 0 && number <= most)) {
      throw wrong(name, "a number above 0, up to " + most);
    }
    return number;
  }

  boolean flag(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    if (!node(name).isBoolean()) {
      throw wrong(name, "true or false");
    }
    return node(name).asBoolean();
  }

  ObjectNode object(String name) {
    if (!has(name)) {
      return Json.object();
    }
    if (node(name) instanceof ObjectNode object) {
      return object;
    }
    throw wrong(name, "an object");
  }

  /** The elements of a list that has some. */
  List<JsonNode> list(String name, int most) {
    var list = node(name);
    if (!list.isArray() || list.isEmpty() || list.size() > most) {
      throw Fault.invalid(
          place(name),
          "%s (expected: a list of 1 to %d)"
              .formatted(list.isArray() ? list.size() + " elements" : described(list), most));
    }
    return list.valueStream().toList();
  }

  private static String described(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? "is missing" : node.toString();
  }

  /** Texts of a list that may be empty or missing. */
  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    if (has(name) && !node(name).isArray()) {
      throw wrong(name, "a list of texts");
    }
    for (var each : node(name)) {
      if (!each.isString() || each.asString().isBlank()) {
        throw Fault.invalid(
            place(name) + "[" + texts.size() + "]", each + " (expected: a text with words in it)");
      }
      texts.add(each.asString());
    }
    return texts;
  }

  /** One of some words. */
  String word(String name, List<String> words, String otherwise) {
    var word = text(name, otherwise);
    if (!words.contains(word)) {
      throw wrong(name, "one of " + String.join(", ", words));
    }
    return word;
  }

  private Fault wrong(String name, String expected) {
    var value = node(name);
    return Fault.invalid(place(name), "%s (expected: %s)".formatted(value, expected));
  }
}

package dev.tutti.application.api;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parameters of an application, each read as its kind; what is wrong is told with its name. Some
 * are known to all: {@code language} of what is said, {@code seed} of random draws, and {@code
 * explain}, which is false where no model is to be asked. Immutable.
 *
 * @param json as the caller sent them; not to be changed
 */
public record ApplicationParameters(ObjectNode json) {
  private static final String PLACE = "parameters.";
  private static final Set<String> COMMON = Set.of("language", "seed", "explain");
  private static final int MOST_TEXT = 2_000;

  /** No parameters. */
  public static final ApplicationParameters NONE = new ApplicationParameters(Json.object());

  /**
   * Goes on only with parameters of these names, and those that all applications know.
   *
   * @throws Fault {@code invalid_request} for another one
   */
  public void require(Set<String> own) {
    var known = new TreeSet<>(own);
    known.addAll(COMMON);
    for (var name : json.propertyNames()) {
      if (!known.contains(name)) {
        var near = Nearest.to(name, known);
        throw Fault.invalid(
            PLACE + name,
            near.isEmpty()
                ? "not known (expected: some of %s)".formatted(known)
                : "not known. Did you mean " + String.join(" or ", near) + "?");
      }
    }
    var _ = language();
    var _ = seed();
    var _ = explain();
  }

  /** Language of what is said, such as {@code zh}; empty for that of the input. */
  public String language() {
    return text("language", "");
  }

  /** Seed of random draws. */
  public int seed() {
    return integer("seed", Integer.MIN_VALUE, Integer.MAX_VALUE, 1);
  }

  /** Whether a model may be asked. */
  public boolean explain() {
    return flag("explain", true);
  }

  /** Whether a parameter has a value. */
  public boolean has(String name) {
    return json.hasNonNull(name);
  }

  /** Value of a parameter, missing or null where there is none. */
  public JsonNode node(String name) {
    return json.path(name);
  }

  /** Text. */
  public String text(String name, String otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    var value = node(name);
    if (!value.isString() || value.asString().length() > MOST_TEXT) {
      throw wrong(name, "a text of at most " + MOST_TEXT + " characters");
    }
    return value.asString();
  }

  /** One of some words. */
  public String word(String name, List<String> words, String otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    var value = node(name);
    if (!value.isString() || !words.contains(value.asString())) {
      throw wrong(name, "one of " + String.join(", ", words));
    }
    return value.asString();
  }

  /** Some of some words: one of them, or a list. */
  public Set<String> words(String name, List<String> words, Set<String> otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    if (!node(name).isArray()) {
      return Set.of(word(name, words, ""));
    }
    var some = new LinkedHashSet<String>();
    for (var each : node(name)) {
      if (!each.isString() || !words.contains(each.asString())) {
        throw wrong(name, "some of " + String.join(", ", words));
      }
      some.add(each.asString());
    }
    return some;
  }

  /** Truth value. */
  public boolean flag(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    if (!node(name).isBoolean()) {
      throw wrong(name, "true or false");
    }
    return node(name).asBoolean();
  }

  /** Whole number. */
  public int integer(String name, int least, int most, int otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    var value = node(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < least
        || value.asLong() > most) {
      throw wrong(name, "a whole number from %d to %d".formatted(least, most));
    }
    return value.asInt();
  }

  /** Number. */
  public double number(String name, double least, double most, double otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    var value = node(name);
    double number = value.isNumber() ? value.asDouble(Double.NaN) : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw wrong(name, "a number from %s to %s".formatted(least, most));
    }
    return number;
  }

  /** Elements of a list, which may be missing. */
  public List<JsonNode> list(String name, int most) {
    if (!has(name)) {
      return List.of();
    }
    var list = node(name);
    if (!list.isArray() || list.size() > most) {
      throw wrong(name, "a list of at most " + most);
    }
    var elements = new ArrayList<JsonNode>();
    list.forEach(elements::add);
    return elements;
  }

  /** Fault of a value that is wrong. */
  public Fault wrong(String name, String expected) {
    var value = node(name).toString();
    var shown = value.length() > 200 ? value.substring(0, 200) + "..." : value;
    return Fault.invalid(PLACE + name, "%s (expected: %s)".formatted(shown, expected));
  }
}

package dev.tutti.provider.simulated.schema;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Sample of a value that a schema allows, by the keywords of JSON Schema 2020-12 that say what a
 * value is: types, constants, properties, items, bounds, formats, patterns, references and
 * alternatives. Keywords that only forbid, such as {@code not}, are not looked at.
 *
 * <p>A schema that contains itself is followed a few levels deep with everything that it allows;
 * below that only what it requires is written, and of alternatives the first that comes to an end.
 * Not thread-safe.
 */
public final class Sample {
  private static final int GENEROUS_DEPTH = 5;
  private static final int MOST_DEPTH = 12;
  private static final int MOST_VALUES = 5_000;

  private final String place;
  private final Schemas schemas;
  private final RandomGenerator random;
  private final SampleBudget budget;
  private int values;

  private Sample(Schemas schemas, String place, RandomGenerator random, SampleBudget budget) {
    this.schemas = schemas;
    this.place = place;
    this.random = random;
    this.budget = budget;
  }

  /**
   * A value for a schema; the same chance gives the same value.
   *
   * @param place where the schema stands in the request, for faults
   * @param budget that is left for it
   * @throws Fault {@code invalid_request} when no value comes to an end, or only a huge one, and
   *     when it is no schema
   */
  public static JsonNode of(
      ObjectNode schema, String place, RandomGenerator random, SampleBudget budget) {
    try {
      var schemas = new Schemas(schema, place, budget);
      return new Sample(schemas, place, random, budget).value(schema, "", 0);
    } catch (Endless _) {
      throw Fault.invalid(place, "requires itself without end (expected: a value that ends)");
    }
  }

  JsonNode value(JsonNode wanted, String name, int depth) {
    if (depth > MOST_DEPTH) {
      throw new Endless();
    }
    if (++values > MOST_VALUES) {
      throw large("more than " + MOST_VALUES + " values");
    }
    var schema = schemas.flat(wanted);
    if (schema.has("const")) {
      return schema.path("const");
    }
    if (!schema.path("enum").isEmpty()) {
      return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
    }
    for (var word : List.of("anyOf", "oneOf")) {
      if (!schema.path(word).isEmpty()) {
        return alternative(schema, word, name, depth);
      }
    }
    return typed(schema, name, depth);
  }

  private JsonNode alternative(ObjectNode schema, String word, String name, int depth) {
    var branches = schema.path(word);
    var rest = Json.object().setAll(schema).without(word);
    int first = generous(depth) ? random.nextInt(branches.size()) : 0;
    for (int i = 0; ; i++) {
      try {
        var branch = branches.path((first + i) % branches.size());
        return value(schemas.both(rest, branch), name, depth + 1);
      } catch (Endless e) {
        if (i == branches.size() - 1) {
          throw e;
        }
      }
    }
  }

  private JsonNode typed(ObjectNode schema, String name, int depth) {
    return switch (Schemas.type(schema, generous(depth))) {
      case "object" -> new ObjectSample(this, schema, depth).value();
      case "array" -> new ArraySample(this, schema, name, depth).value();
      case "integer" -> NumberSample.of(schema, true, random);
      case "number" -> NumberSample.of(schema, false, random);
      case "boolean" -> BooleanNode.valueOf(random.nextBoolean());
      case "null" -> NullNode.getInstance();
      default -> StringNode.valueOf(new StringSample(schema, name, this).value());
    };
  }

  /** Whether more than the required may be written at this depth. */
  boolean generous(int depth) {
    return depth < GENEROUS_DEPTH;
  }

  Schemas schemas() {
    return schemas;
  }

  RandomGenerator random() {
    return random;
  }

  void spend(int steps) {
    budget.spend(steps, place);
  }

  /** Reads a bound; a bound that only serves to exhaust memory is refused. */
  int bound(ObjectNode schema, String word, int otherwise) {
    var value = schema.path(word);
    if (!value.isNumber()) {
      return otherwise;
    }
    boolean least = word.startsWith("min");
    if (least && value.asDouble() > MOST_VALUES) {
      throw large("%s of %s".formatted(word, Json.text(value)));
    }
    return (int) Math.clamp(value.asDouble(), 0, Integer.MAX_VALUE);
  }

  Fault large(String found) {
    return Fault.invalid(
        place, "asks for %s (expected by a simulated model: less)".formatted(found));
  }

  /** A branch that would never end. */
  static final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Endless() {
      super("endless", null, false, false);
    }
  }
}

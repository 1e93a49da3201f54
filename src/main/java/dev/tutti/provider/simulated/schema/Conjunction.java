package dev.tutti.provider.simulated.schema;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.HashSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conjunction of one keyword with a schema that has it already, so that both hold. What stood there
 * may belong to the caller's own schema and is never changed.
 */
final class Conjunction {
  private Conjunction() {}

  /**
   * Adds it.
   *
   * @param place where the schema stands in the request
   * @throws Fault {@code invalid_request} when a value is not what its keyword takes
   */
  static void of(ObjectNode into, String word, JsonNode value, String place) {
    var had = into.path(word);
    switch (word) {
      case "properties" -> {
        require(had.isObject() && value.isObject(), place, word, "objects");
        into.set(word, properties((ObjectNode) had, value));
      }
      case "required" -> {
        require(had.isArray() && value.isArray(), place, word, "lists of names");
        into.set(word, Json.array().addAll((ArrayNode) had).addAll((ArrayNode) value));
      }
      case "enum" -> into.set(word, common(had, value));
      case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties" -> {
        require(had.isNumber() && value.isNumber(), place, word, "numbers");
        into.set(word, had.asDouble() >= value.asDouble() ? had : value);
      }
      case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties" -> {
        require(had.isNumber() && value.isNumber(), place, word, "numbers");
        into.set(word, had.asDouble() <= value.asDouble() ? had : value);
      }
      case "anyOf", "oneOf" -> into.withArray("allOf").addObject().set(word, value);
      case "type" -> type(into, had, value);
      default -> into.set(word, value);
    }
  }

  private static void require(boolean right, String place, String word, String expected) {
    if (!right) {
      throw Fault.invalid(
          place, "%s: joined by allOf or $ref (expected: %s)".formatted(word, expected));
    }
  }

  private static ObjectNode properties(ObjectNode had, JsonNode more) {
    var all = Json.object().setAll(had);
    more.forEachEntry((name, schema) -> property(all, name, schema));
    return all;
  }

  private static void property(ObjectNode properties, String name, JsonNode schema) {
    var had = properties.path(name);
    if (had.isMissingNode()) {
      properties.set(name, schema);
    } else {
      var both = Json.object();
      both.putArray("allOf").add(had).add(schema);
      properties.set(name, both);
    }
  }

  private static ArrayNode common(JsonNode one, JsonNode other) {
    var both = Json.array();
    var allowed = new HashSet<>(other.valueStream().toList());
    one.valueStream().filter(allowed::contains).forEach(both::add);
    return both;
  }

  /** An integer is a number; otherwise the type with fewer choices. */
  private static void type(ObjectNode into, JsonNode had, JsonNode value) {
    boolean keeps = had.asString("").equals("integer") || (had.isString() && value.isArray());
    into.set("type", keeps ? had : value);
  }
}

package dev.tutti.skill.api;

import dev.tutti.chat.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The least that a schema lets a caller give, so that a template can be tried before anybody calls
 * it: what is required, by its type. It follows no references; whoever uses it checks it.
 */
public final class SchemaSample {
  private static final int DEEPEST = 16;
  private static final List<String> GIVEN = List.of("const", "default");
  private static final List<String> LISTED = List.of("enum", "examples");

  private SchemaSample() {}

  /** The required members of an object. */
  public static ObjectNode least(ObjectNode schema) {
    return object(schema, 0);
  }

  private static ObjectNode object(JsonNode schema, int depth) {
    var sample = Json.object();
    for (var name : schema.path("required")) {
      var key = name.asString("");
      sample.set(key, value(schema.path("properties").path(key), depth + 1));
    }
    return sample;
  }

  private static JsonNode value(JsonNode schema, int depth) {
    for (var name : GIVEN) {
      if (schema.has(name)) {
        return schema.path(name);
      }
    }
    for (var name : LISTED) {
      if (!schema.path(name).isEmpty()) {
        return schema.path(name).get(0);
      }
    }
    return typed(schema, depth);
  }

  private static JsonNode typed(JsonNode schema, int depth) {
    var types = schema.path("type");
    return switch ((types.isArray() ? types.path(0) : types).asString("string")) {
      case "object" -> depth > DEEPEST ? Json.object() : object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer", "number" ->
          schema.path("minimum").isNumber() ? schema.path("minimum") : Json.valueOf(1);
      case "boolean" -> Json.valueOf(true);
      case "null" -> Json.tree("null");
      default -> Json.valueOf("x".repeat(Math.clamp(schema.path("minLength").asInt(1), 1, 1_000)));
    };
  }

  private static JsonNode array(JsonNode schema, int depth) {
    var sample = Json.array();
    int least = Math.clamp(schema.path("minItems").asInt(0), 0, 100);
    for (int i = 0; i < least && depth <= DEEPEST; i++) {
      sample.add(value(schema.path("items"), depth + 1));
    }
    return sample;
  }
}

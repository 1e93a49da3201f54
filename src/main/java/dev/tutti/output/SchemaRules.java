package dev.tutti.output;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rules for a caller's schema: it is small, and without references to anywhere else, so that
 * nothing is ever fetched for it.
 */
final class SchemaRules {
  /** The largest schema, in bytes. */
  static final int MOST_BYTES = 128 << 10;

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  /** Members whose value is data. */
  private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

  /** Members whose value has schemas by names of the caller's choice. */
  private static final Set<String> BY_NAME =
      Set.of(
          "properties",
          "patternProperties",
          "$defs",
          "definitions",
          "dependentSchemas",
          "dependencies");

  private SchemaRules() {}

  /**
   * Refuses what may not be in a schema.
   *
   * @throws Fault {@code invalid_request}, naming the place
   */
  static void check(ObjectNode schema, int bytes) {
    if (bytes > MOST_BYTES) {
      throw refused(bytes + " bytes", "at most " + MOST_BYTES);
    }
    schema(schema, "");
  }

  private static void schema(JsonNode node, String path) {
    for (var member : node.properties()) {
      var name = member.getKey();
      var place = path + "/" + name;
      if (REFERENCES.contains(name)) {
        reference(member.getValue(), place);
      } else if (BY_NAME.contains(name)) {
        for (Map.Entry<String, JsonNode> each : member.getValue().properties()) {
          schema(each.getValue(), place + "/" + each.getKey());
        }
      } else if (!DATA.contains(name)) {
        below(member.getValue(), place);
      }
    }
  }

  private static void below(JsonNode value, String place) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        schema(value.get(i), place + "/" + i);
      }
    } else {
      schema(value, place);
    }
  }

  private static void reference(JsonNode value, String place) {
    if (!value.isString() || !value.asString().startsWith("#")) {
      throw refused(
          place + " is " + shortened(Json.text(value)),
          "a place in the same schema, as #/$defs/...");
    }
  }

  /** A fault of the caller's schema. */
  static Fault refused(String found, String expected) {
    return Fault.invalid(
        MatchBudget.PLACE, "%s (expected: %s)".formatted(shortened(found), expected));
  }

  /** Sort of a value, in JSON Schema's words. */
  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case NULL, MISSING -> "null";
    };
  }

  private static String shortened(String text) {
    return text.length() > 240 ? text.substring(0, 240) + "..." : text;
  }
}

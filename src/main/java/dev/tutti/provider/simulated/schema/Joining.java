package dev.tutti.provider.simulated.schema;

import dev.tutti.chat.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds one keyword to a schema that may have it already, so that both hold. */
final class Joining {
  private Joining() {}

  static void of(ObjectNode into, String word, JsonNode value) {
    var had = into.path(word);
    if (had.isMissingNode()) {
      into.set(word, value.deepCopy());
      return;
    }
    switch (word) {
      case "properties" ->
          value.forEachEntry((name, each) -> property((ObjectNode) had, name, each));
      case "required" -> value.forEach(((ArrayNode) had)::add);
      case "enum" -> into.set(word, common(had, value));
      case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties" ->
          into.set(word, had.asDouble() >= value.asDouble() ? had : value);
      case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties" ->
          into.set(word, had.asDouble() <= value.asDouble() ? had : value);
      case "anyOf", "oneOf" -> into.withArray("allOf").addObject().set(word, value);
      case "type" -> type(into, had, value);
      default -> into.set(word, value);
    }
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
    one.valueStream().filter(each -> other.valueStream().anyMatch(each::equals)).forEach(both::add);
    return both;
  }

  /** An integer is a number; otherwise the type with fewer choices. */
  private static void type(ObjectNode into, JsonNode had, JsonNode value) {
    boolean keeps = had.asString("").equals("integer") || (had.isString() && value.isArray());
    into.set("type", keeps ? had : value);
  }
}

package dev.tutti.chat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function that the model may call.
 *
 * @param type {@code function}, or a provider's own kind of tool
 * @param description what it does, may be empty
 * @param parameters the JSON Schema of its arguments
 * @param strict whether the arguments must match the schema exactly
 * @param json the tool as the caller wrote it
 */
public record Tool(
    String type,
    String name,
    String description,
    ObjectNode parameters,
    boolean strict,
    ObjectNode json) {

  static Tool of(JsonNode function, JsonNode json) {
    return new Tool(
        json.path("type").asString("function"),
        function.path("name").asString(""),
        function.path("description").asString(""),
        function.path("parameters") instanceof ObjectNode schema ? schema : anything(),
        function.path("strict").asBoolean(false),
        json instanceof ObjectNode object ? object : Json.object());
  }

  private static ObjectNode anything() {
    var schema = Json.object().put("type", "object");
    schema.putObject("properties");
    return schema;
  }
}

package dev.tutti.chat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The form that an answer must have, OpenAI's {@code response_format}. */
public sealed interface AnswerFormat {

  /** Words. */
  record Text() implements AnswerFormat {}

  /** Any JSON object. */
  record JsonObject() implements AnswerFormat {}

  /** JSON that is valid for a schema. */
  record JsonSchema(String name, ObjectNode schema, boolean strict) implements AnswerFormat {}

  /** Reads {@code response_format}. */
  static AnswerFormat of(JsonNode node) {
    return switch (node.path("type").asString("text")) {
      case "json_object" -> new JsonObject();
      case "json_schema" -> {
        var spec = node.path("json_schema");
        if (!(spec.path("schema") instanceof ObjectNode schema)) {
          throw Fault.invalid(
              "response_format.json_schema.schema", "is missing (expected: a JSON Schema)");
        }
        yield new JsonSchema(
            spec.path("name").asString("answer"), schema, spec.path("strict").asBoolean(false));
      }
      case "text" -> new Text();
      default ->
          throw Fault.invalid(
              "response_format.type",
              "\"%s\" (expected: text, json_object or json_schema)"
                  .formatted(node.path("type").asString()));
    };
  }
}

package dev.tutti.application.support;

import dev.tutti.chat.Json;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas of what models are asked for. */
final class AnswerSchema {
  private AnswerSchema() {}

  /** An object whose members are all wanted. */
  static ObjectNode object() {
    ObjectNode schema = Json.object().put("type", "object");
    schema.putObject("properties");
    schema.putArray("required");
    return schema.put("additionalProperties", false);
  }

  static ObjectNode with(ObjectNode object, String name, ObjectNode schema) {
    object.withObject("properties").set(name, schema);
    object.withArray("required").add(name);
    return object;
  }

  static ObjectNode text() {
    return Json.object().put("type", "string");
  }

  static ObjectNode number() {
    return Json.object().put("type", "number");
  }

  static ObjectNode list(ObjectNode items) {
    return Json.object().put("type", "array").set("items", items);
  }
}

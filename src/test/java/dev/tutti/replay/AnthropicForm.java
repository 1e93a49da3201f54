package dev.tutti.replay;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One form for what Anthropic's dialect lets one say in two: a text or a list with that text, a
 * default or nothing.
 */
final class AnthropicForm {
  private AnthropicForm() {}

  /** A copy of a request in that form, without the model's name. */
  static ObjectNode of(JsonNode request) {
    var plain = (ObjectNode) request.deepCopy();
    plain.remove("model");
    listed(plain, "system");
    plain.path("messages").forEach(AnthropicForm::message);
    if (plain.path("tools").isEmpty()) {
      plain.remove("tools");
    }
    plain.path("tools").forEach(tool -> leaveOut(tool, "description", ""));
    leaveOut(plain.path("tool_choice"), "disable_parallel_tool_use", "false");
    leaveOut(plain, "stream", "false");
    if (plain.has("output_format")) {
      plain.withObject("output_config").set("format", plain.remove("output_format"));
    }
    for (var name : new String[] {"temperature", "top_p"}) {
      if (plain.path(name).isNumber()) {
        plain.put(name, plain.path(name).asDouble());
      }
    }
    return plain;
  }

  private static void message(JsonNode message) {
    listed(message, "content");
    for (var block : message.path("content")) {
      listed(block, "content");
      leaveOut(block, "is_error", "false");
    }
  }

  /** The content of an answer: the model itself calls unless it says otherwise. */
  static JsonNode content(JsonNode content) {
    var plain = content.deepCopy();
    for (var block : plain) {
      if (block instanceof ObjectNode json) {
        json.propertyStream()
            .filter(member -> member.getValue().isNull())
            .map(Map.Entry::getKey)
            .toList()
            .forEach(json::remove);
        if (json.path("caller").path("type").asString("").equals("direct")) {
          json.remove("caller");
        }
        if (json.path("citations").isEmpty()) {
          json.remove("citations");
        }
      }
    }
    return plain;
  }

  private static void listed(JsonNode holder, String member) {
    var text = holder.path(member);
    if (holder instanceof ObjectNode object && text.isString()) {
      object.putArray(member).addObject().put("type", "text").set("text", text);
    }
  }

  private static void leaveOut(JsonNode holder, String member, String value) {
    if (holder instanceof ObjectNode object && object.path(member).asString("-").equals(value)) {
      object.remove(member);
    }
  }
}

package dev.tutti.provider.openai.repair;

import dev.tutti.chat.Json;
import dev.tutti.provider.translate.TokenMeter;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Repair of what a {@code delta} and a {@code message} have in common. Not thread-safe. */
final class MessageRepair {
  private static final List<String> TEXTS = List.of("content", "refusal", "reasoning_content");

  private final TokenMeter meter;

  MessageRepair(TokenMeter meter) {
    this.meter = meter;
  }

  /** Repairs it in place. */
  void mend(ObjectNode message) {
    keepOnly(message, "role", message.path("role").isString());
    keepOnly(message, "tool_calls", message.path("tool_calls").isArray());
    keepOnly(message, "annotations", message.path("annotations").isArray());
    keepOnly(message, "function_call", message.path("function_call").isObject());
    if (message.path("content").isArray()) {
      parts(message, message.get("content"));
    }
    for (var name : TEXTS) {
      if (!message.path(name).isString() && !message.path(name).isNull() && message.has(name)) {
        message.put(name, Json.text(message.get(name)));
      }
    }
    var reasoning = message.path("reasoning").asString("");
    if (!reasoning.isEmpty() && message.path("reasoning_content").asString("").isEmpty()) {
      message.put("reasoning_content", reasoning);
    }
  }

  /** Null and the like stand for "none", which the schema says by leaving the member out. */
  private static void keepOnly(ObjectNode message, String name, boolean right) {
    if (!right) {
      message.remove(name);
    }
  }

  /** Mistral writes content as parts, and reasoning as one kind of them. */
  private void parts(ObjectNode message, JsonNode parts) {
    var text = new StringBuilder();
    var thinking = new StringBuilder();
    boolean others = false;
    for (var part : parts) {
      switch (part.path("type").asString("")) {
        case "text" -> text.append(part.path("text").asString(""));
        case "thinking" -> thinking(part.path("thinking"), thinking);
        default -> others = true;
      }
    }
    if (others) {
      message.set("content_parts", parts);
    }
    meter.heard(text);
    meter.heard(thinking);
    message.put("content", text.toString());
    if (!thinking.isEmpty()) {
      message.put("reasoning_content", thinking.toString());
    }
  }

  private static void thinking(JsonNode node, StringBuilder to) {
    to.append(node.asString(""));
    for (var part : node) {
      to.append(part.path("text").asString(""));
    }
  }

  /** A tool's arguments as OpenAI writes them: JSON in a string. */
  String arguments(JsonNode function) {
    var arguments = function.path("arguments");
    if (arguments.isObject() || arguments.isArray()) {
      var text = Json.text(arguments);
      meter.heard(text);
      return text;
    }
    return arguments.asString("");
  }

  /** Whether a caller has something to lose. */
  static boolean isSubstantial(JsonNode message) {
    return !message.path("content").asString("").isEmpty()
        || !message.path("reasoning_content").asString("").isEmpty()
        || !message.path("refusal").asString("").isEmpty()
        || !message.path("tool_calls").isEmpty()
        || message.path("function_call").isObject()
        || message.path("audio").isObject();
  }
}

package dev.tutti.provider.responses;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools of a chat in the words of OpenAI's Responses API, which says flat what chats wrap. */
final class ResponsesTools {
  private ResponsesTools() {}

  /** Writes {@code tools} and {@code tool_choice}. */
  static void write(ChatRequest request, ObjectNode body) {
    var tools = Json.array();
    for (var tool : request.body().get("tools")) {
      tools.add(tool(tool));
    }
    for (var function : request.body().get("functions")) {
      tools.add(function(function));
    }
    search(request.body().get("web_search_options"), tools);
    if (!tools.isEmpty()) {
      body.set("tools", tools);
    }
    var choice =
        request.body().has("tool_choice")
            ? request.body().get("tool_choice")
            : request.body().get("function_call");
    if (choice.isString()) {
      body.set("tool_choice", choice);
    } else if (choice.isObject()) {
      body.set("tool_choice", choice(choice));
    }
  }

  private static JsonNode tool(JsonNode tool) {
    return switch (tool.path("type").asString("function")) {
      case "function" -> function(tool.path("function"));
      case "custom" -> tool.path("custom").isObject() ? custom(tool) : tool;
      default -> tool; // one that OpenAI runs itself
    };
  }

  /** Here functions are strict unless they say that they are not. */
  private static ObjectNode function(JsonNode given) {
    var function = Json.object().put("type", "function");
    given.forEachEntry(function::set);
    if (!function.path("strict").isBoolean()) {
      function.put("strict", false);
    }
    if (!function.has("parameters")) {
      function.putObject("parameters").put("type", "object").putObject("properties");
    }
    return function;
  }

  private static ObjectNode custom(JsonNode tool) {
    var custom = flat("custom", tool);
    if (custom.path("format").path("grammar").isObject()) {
      custom.set("format", flat("grammar", custom.path("format")));
    }
    return custom;
  }

  private static ObjectNode flat(String type, JsonNode wrapped) {
    var flat = Json.object().put("type", type);
    wrapped.path(type).forEachEntry(flat::set);
    return flat;
  }

  private static void search(JsonNode options, ArrayNode tools) {
    if (options.isObject()) {
      var tool = tools.addObject().put("type", "web_search");
      options.forEachEntry(
          (name, value) -> {
            if (!name.equals("user_location")) {
              tool.set(name, value);
            } else if (value.isObject()) {
              tool.set(name, flat(value.path("type").asString("approximate"), value));
            }
          });
    }
  }

  private static JsonNode choice(JsonNode choice) {
    return switch (choice.path("type").asString("function")) {
      case "function" ->
          flat("function", choice.has("function") ? choice : named(choice.path("name")));
      case "custom" -> choice.has("custom") ? flat("custom", choice) : choice;
      case "allowed_tools" -> allowed(choice);
      default -> choice;
    };
  }

  /** The choice of a function as it was in the times of {@code function_call}. */
  private static ObjectNode named(JsonNode name) {
    var choice = Json.object();
    choice.putObject("function").set("name", name);
    return choice;
  }

  private static ObjectNode allowed(JsonNode choice) {
    var flat = flat("allowed_tools", choice);
    var tools = Json.array();
    flat.path("tools").forEach(tool -> tools.add(choice(tool)));
    flat.set("tools", tools);
    return flat;
  }
}

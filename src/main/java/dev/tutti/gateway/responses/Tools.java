package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools of a request as a chat's. Tools that OpenAI runs itself are refused by their names. */
final class Tools {
  private final ObjectNode root;
  private final ArrayNode functions = Json.array();

  private Tools(ObjectNode root) {
    this.root = root;
  }

  /**
   * Writes {@code tools} and {@code tool_choice}.
   *
   * @throws Fault {@code invalid_request}
   */
  static void write(ObjectNode root, ObjectNode chat) {
    var tools = new Tools(root);
    tools.read();
    tools.choose(chat);
  }

  private void read() {
    int index = 0;
    for (var tool : root.path("tools")) {
      var place = "tools[" + index++ + "]";
      requireFunction(tool, place + ".type");
      if (!tool.path("name").isString()) {
        throw Fault.invalid(place + ".name", "is missing (expected: a string)");
      }
      functions.add(function(tool));
    }
  }

  private static void requireFunction(JsonNode tool, String place) {
    var type = tool.path("type").asString("");
    if (!type.equals("function")) {
      throw Fault.invalid(
          place,
          "\"%s\" is a tool of OpenAI's own (expected: function; other tools are not here)"
              .formatted(type));
    }
  }

  private static ObjectNode function(JsonNode tool) {
    var made = Json.object().put("type", "function");
    var function = made.putObject("function");
    tool.forEachEntry(
        (name, value) -> {
          if (!name.equals("type") && !value.isNull()) {
            function.set(name, value);
          }
        });
    return made;
  }

  private void choose(ObjectNode chat) {
    var choice = root.path("tool_choice");
    var word = choice.asString("");
    boolean wanted = choice.isObject() || word.equals("required");
    if (functions.isEmpty()) {
      if (wanted) {
        throw Fault.invalid("tool_choice", "without tools (expected: tools)");
      }
      return;
    }
    chat.set("tools", functions);
    if (root.path("parallel_tool_calls").isBoolean()) {
      chat.set("parallel_tool_calls", root.path("parallel_tool_calls"));
    }
    if (choice.isObject()) {
      object(choice, chat);
    } else if (!word.isEmpty()) {
      chat.put("tool_choice", word);
    }
  }

  private void object(JsonNode choice, ObjectNode chat) {
    if (choice.path("type").asString("").equals("allowed_tools")) {
      allow(choice, chat);
      return;
    }
    requireFunction(choice, "tool_choice.type");
    var made = chat.putObject("tool_choice").put("type", "function");
    made.putObject("function").set("name", choice.path("name"));
  }

  /** Only some of the tools, which every provider understands when the others are left out. */
  private void allow(JsonNode choice, ObjectNode chat) {
    Set<String> names = new HashSet<>();
    for (var each : choice.path("tools")) {
      requireFunction(each, "tool_choice.tools.type");
      names.add(each.path("name").asString(""));
    }
    var left = Json.array();
    functions.forEach(
        tool -> {
          if (names.contains(tool.path("function").path("name").asString(""))) {
            left.add(tool);
          }
        });
    if (left.isEmpty()) {
      throw Fault.invalid("tool_choice.tools", "none of tools (expected: names of tools)");
    }
    chat.set("tools", left);
    chat.put("tool_choice", choice.path("mode").asString("auto"));
  }
}

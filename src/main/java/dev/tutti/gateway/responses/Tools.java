package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools of a request as a chat's, which wraps what a response says flat. Tools that OpenAI runs
 * itself are refused by their names.
 */
final class Tools {
  private static final String FUNCTION = "function";
  private static final String CUSTOM = "custom";

  private final ObjectNode root;
  private final ArrayNode callable = Json.array();

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
      requireCallable(tool, place + ".type");
      if (!tool.path("name").isString()) {
        throw Fault.invalid(place + ".name", "is missing (expected: a string)");
      }
      callable.add(wrapped(tool));
    }
  }

  private static void requireCallable(JsonNode tool, String place) {
    var type = type(tool);
    if (!type.equals(FUNCTION) && !type.equals(CUSTOM)) {
      throw Fault.invalid(
          place,
          "\"%s\" is a tool of OpenAI's own (expected by this model: function or custom)"
              .formatted(type));
    }
  }

  private static String type(JsonNode tool) {
    return tool.path("type").asString("");
  }

  private static ObjectNode wrapped(JsonNode tool) {
    var made = Json.object().put("type", type(tool));
    var inner = made.putObject(type(tool));
    tool.forEachEntry(
        (name, value) -> {
          if (!name.equals("type") && !value.isNull()) {
            inner.set(name, value);
          }
        });
    if (type(tool).equals(CUSTOM) && inner.path("format") instanceof ObjectNode format) {
      inner.set("format", format(format));
    }
    return made;
  }

  private static ObjectNode format(ObjectNode flat) {
    if (!type(flat).equals("grammar")) {
      return flat;
    }
    var format = Json.object().put("type", "grammar");
    format.set("grammar", flat.deepCopy().without("type")); // the request is not ours
    return format;
  }

  private void choose(ObjectNode chat) {
    var choice = root.path("tool_choice");
    var word = choice.asString("");
    boolean wanted = choice.isObject() || word.equals("required");
    if (callable.isEmpty()) {
      if (wanted) {
        throw Fault.invalid("tool_choice", "without tools (expected: tools)");
      }
      return;
    }
    chat.set("tools", callable);
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
    requireCallable(choice, "tool_choice.type");
    var made = chat.putObject("tool_choice").put("type", type(choice));
    made.putObject(type(choice)).set("name", choice.path("name"));
  }

  /** Only some of the tools, which every provider understands when the others are left out. */
  private void allow(JsonNode choice, ObjectNode chat) {
    Set<String> names = new HashSet<>();
    for (var each : choice.path("tools")) {
      requireCallable(each, "tool_choice.tools.type");
      names.add(each.path("name").asString(""));
    }
    var left = Json.array();
    callable.forEach(
        tool -> {
          if (names.contains(tool.path(type(tool)).path("name").asString(""))) {
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

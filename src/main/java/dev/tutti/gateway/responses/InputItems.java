package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.session.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Input of a caller as items of one form: each has its type, an id and a status, and a message has
 * a list of parts. Everything else stays as the caller wrote it.
 */
public final class InputItems {
  private static final Set<String> ROLES = Set.of("user", "system", "developer", "assistant");
  private static final int LONGEST_ID = 512;

  private InputItems() {}

  /**
   * The items of {@code input}: a text, a list, or nothing.
   *
   * @throws Fault {@code invalid_request}, naming the item
   */
  public static List<ObjectNode> of(JsonNode input, Ids ids) {
    if (input.isMissingNode() || input.isNull()) {
      return List.of();
    }
    if (input.isString()) {
      var message = Json.object().put("role", "user");
      message.set("content", input);
      return List.of(item(message, "input", ids));
    }
    return list(input, "input", ids);
  }

  /**
   * The items of a list.
   *
   * @param place names the list in faults
   * @throws Fault {@code invalid_request}, naming the item
   */
  public static List<ObjectNode> list(JsonNode list, String place, Ids ids) {
    if (!list.isArray()) {
      throw wrong(place, list, "a list of items");
    }
    var items = new ArrayList<ObjectNode>(list.size());
    for (var each : list) {
      items.add(item(each, place + "[" + items.size() + "]", ids));
    }
    return items;
  }

  private static ObjectNode item(JsonNode given, String place, Ids ids) {
    if (!(given instanceof ObjectNode written)) {
      throw wrong(place, given, "an item");
    }
    var type = written.path("type").asString(written.has("role") ? "message" : "");
    var item = Json.object().put("type", type);
    item.setAll(written);
    item.put("type", type);
    switch (type) {
      case "message" -> message(item, place);
      case "function_call" -> texts(item, place, "call_id", "name", "arguments");
      case "custom_tool_call" -> texts(item, place, "call_id", "name", "input");
      case "function_call_output", "custom_tool_call_output" -> output(item, place);
      case "reasoning" -> reasoning(item, place);
      case "item_reference" -> texts(item, place, "id");
      case "" ->
          throw Fault.invalid(
              place + ".type", "is missing (expected: message, function_call, ...)");
      default -> {} // only OpenAI knows it
    }
    return identified(item, type, place, ids);
  }

  /** Fault of an item of a kind that only OpenAI knows. */
  static Fault foreign(String type, String place) {
    return Fault.invalid(
        place + ".type",
        "\"%s\" (expected by this model: message, function_call, function_call_output, custom_tool_call, custom_tool_call_output, reasoning or item_reference; OpenAI's own tools are not here)"
            .formatted(type));
  }

  private static void message(ObjectNode item, String place) {
    var role = item.path("role");
    if (!ROLES.contains(role.asString(""))) {
      throw wrong(place + ".role", role, "user, assistant, system or developer");
    }
    var content = item.path("content");
    if (content.isString()) {
      boolean said = role.asString().equals("assistant");
      var part = Json.object().put("type", said ? "output_text" : "input_text");
      part.set("text", content);
      if (said) {
        part.putArray("annotations");
      }
      item.putArray("content").add(part);
    } else {
      parts(content, place + ".content");
    }
  }

  private static void parts(JsonNode parts, String place) {
    if (!parts.isArray()) {
      throw wrong(place, parts, "a string or a list of parts");
    }
    InputParts.check(parts, place);
  }

  private static void reasoning(ObjectNode item, String place) {
    for (var name : List.of("summary", "content")) {
      var parts = item.path(name);
      if (!parts.isMissingNode() && !parts.isNull()) {
        parts(parts, place + "." + name);
      }
    }
  }

  private static void output(ObjectNode item, String place) {
    texts(item, place, "call_id");
    if (!item.path("output").isString()) {
      parts(item.path("output"), place + ".output");
    }
  }

  private static void texts(ObjectNode item, String place, String... names) {
    for (var name : names) {
      if (!item.path(name).isString()) {
        throw wrong(place + "." + name, item.path(name), "a string");
      }
    }
  }

  private static ObjectNode identified(ObjectNode item, String type, String place, Ids ids) {
    var id = item.path("id");
    if (id.isMissingNode() || id.isNull()) {
      item.put("id", ids.next(prefix(type)));
    } else if (!id.isString() || id.asString().isEmpty() || id.asString().length() > LONGEST_ID) {
      throw wrong(place + ".id", id, "a string of 1 to " + LONGEST_ID + " characters");
    }
    if (!item.path("status").isString() && !type.equals("item_reference")) {
      item.put("status", "completed");
    }
    return item;
  }

  private static String prefix(String type) {
    return switch (type) {
      case "reasoning" -> "rs";
      case "function_call", "function_call_output" -> "fc";
      case "custom_tool_call", "custom_tool_call_output" -> "ctc";
      case "message", "item_reference" -> "msg";
      default -> "item";
    };
  }

  /** Fault of a value that is not what is expected, or is not there. */
  static Fault wrong(String place, JsonNode value, String expected) {
    return Fault.invalid(
        place,
        value.isMissingNode()
            ? "is missing (expected: " + expected + ")"
            : "%s (expected: %s)".formatted(ShortValue.of(value), expected));
  }
}

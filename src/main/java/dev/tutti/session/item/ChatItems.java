package dev.tutti.session.item;

import dev.tutti.chat.Json;
import dev.tutti.chat.ReasoningHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Message of a chat as the items of OpenAI's Responses API: its reasoning, its text, its calls.
 * Items after the first one that is named have the message's id with a number behind it.
 */
public final class ChatItems {
  private static final Set<String> KNOWN =
      Set.of(
          "role",
          "content",
          "name",
          "tool_calls",
          "tool_call_id",
          "refusal",
          ReasoningHistory.MEMBER);

  private final String id;
  private final ObjectNode message;
  private final List<ObjectNode> items = new ArrayList<>();

  private ChatItems(String id, ObjectNode message) {
    this.id = id;
    this.message = message;
  }

  /**
   * The items of a message, at least one.
   *
   * @param id of the message
   */
  public static List<ObjectNode> of(String id, ObjectNode message) {
    var items = new ChatItems(id, message);
    switch (message.path("role").asString("")) {
      case "assistant" -> items.said();
      case "tool", "function" -> items.result();
      default -> items.given();
    }
    return items.items;
  }

  /** The id of the message that an item with this id is made of. */
  public static String messageOf(String item) {
    int dot = item.lastIndexOf('.');
    return dot < 0 ? item : item.substring(0, dot);
  }

  private void given() {
    var item = item("message");
    item.set("role", message.path("role"));
    var content = parts(message.path("content"), "input_text");
    item.set("content", content);
    extras(item);
  }

  private void said() {
    var reasoning = message.path(ReasoningHistory.MEMBER).asString("");
    if (!reasoning.isEmpty()) {
      var item = item("reasoning");
      item.putArray("summary");
      item.putArray("content").addObject().put("type", "reasoning_text").put("text", reasoning);
    }
    var content = parts(message.path("content"), "output_text");
    var refusal = message.path("refusal").asString("");
    if (!refusal.isEmpty()) {
      content.addObject().put("type", "refusal").put("refusal", refusal);
    }
    var calls = message.path("tool_calls");
    if (!content.isEmpty() || calls.isEmpty()) {
      var item = item("message").put("role", "assistant");
      item.set("content", content);
      extras(item);
    }
    calls.forEach(this::call);
  }

  private void call(JsonNode call) {
    boolean custom = call.path("custom").isObject();
    var inner = call.path(custom ? "custom" : "function");
    var input = custom ? "input" : "arguments";
    var item = item(custom ? "custom_tool_call" : "function_call");
    item.set("call_id", call.path("id"));
    item.set("name", inner.path("name"));
    item.set(input, inner.path(input));
  }

  private void result() {
    var item = item("function_call_output");
    item.set("call_id", message.path("tool_call_id"));
    var content = message.path("content");
    item.set("output", content.isString() ? content : parts(content, "input_text"));
  }

  private ObjectNode item(String type) {
    var name = items.isEmpty() ? id : id + "." + items.size();
    var item = Json.object().put("type", type).put("id", name).put("status", "completed");
    items.add(item);
    return item;
  }

  /** What a provider has said beyond our words goes along, where it has its place. */
  private void extras(ObjectNode item) {
    message.forEachEntry(
        (name, value) -> {
          if (!KNOWN.contains(name) && !item.has(name)) {
            item.withObject(ItemMembers.BEYOND).set(name, value);
          }
        });
    if (message.path("name").isString()) {
      item.set("name", message.path("name"));
    }
  }

  private static ArrayNode parts(JsonNode content, String type) {
    var parts = Json.array();
    if (content.isString() && !content.asString().isEmpty()) {
      parts.add(text(content.asString(), type));
    }
    for (var each : content) {
      parts.add(part(each, type));
    }
    return parts;
  }

  private static ObjectNode text(String text, String type) {
    var part = Json.object().put("type", type).put("text", text);
    if (type.equals("output_text")) {
      part.putArray("annotations");
    }
    return part;
  }

  private static JsonNode part(JsonNode part, String type) {
    return switch (part.path("type").asString("")) {
      case "text" -> text(part.path("text").asString(""), type);
      case "image_url" -> {
        var image = part.path("image_url");
        var made = Json.object().put("type", "input_image");
        made.set("image_url", image.isObject() ? image.path("url") : image);
        if (image.path("detail").isString()) {
          made.set("detail", image.path("detail"));
        }
        yield made;
      }
      case "file" -> {
        var made = Json.object().put("type", "input_file");
        part.path("file").forEachEntry(made::set);
        yield made;
      }
      default -> part;
    };
  }
}

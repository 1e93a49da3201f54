package dev.tutti.session.item;

import dev.tutti.chat.Json;
import dev.tutti.chat.ReasoningHistory;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Items as the messages of a chat: what a model said in a row (reasoning, text, calls) is one
 * message. Not thread-safe.
 */
public final class ItemTurns {
  /** The members of items that have a word of their own in chats, or none at all. */
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "id",
          "status",
          "role",
          "content",
          "summary",
          "encrypted_content",
          "phase",
          "call_id",
          "name",
          "arguments",
          "input",
          "output",
          "created_by",
          "parsed_arguments",
          ItemMembers.BEYOND,
          ItemMembers.OF_THE_MESSAGE);

  private final String model;
  private final ArrayNode messages = Json.array();
  private @Nullable Draft draft;

  /**
   * @param model who is asked; what only its provider understands is handed back to nobody else
   */
  public ItemTurns(String model) {
    this.model = model;
  }

  /** Adds an instruction. */
  public void instruct(JsonNode text) {
    messages.addObject().put("role", "system").set("content", text);
  }

  /**
   * Adds an item.
   *
   * @param place names it in faults
   */
  public void add(StoredItem stored, String place) {
    var item = stored.json();
    boolean own = stored.model().isEmpty() || stored.model().equals(model);
    switch (item.path("type").asString("")) {
      case "reasoning" -> drafted().think(item, own);
      case "function_call", "custom_tool_call" -> drafted().call(item, own);
      case "function_call_output", "custom_tool_call_output" -> {
        flush();
        var result = messages.addObject().put("role", "tool");
        result.set("tool_call_id", item.path("call_id"));
        result.set("content", ItemParts.content(item.path("output"), place + ".output"));
        extras(item, result);
      }
      default -> message(item, place + ".content", own);
    }
  }

  private void message(ObjectNode item, String place, boolean own) {
    if (item.path("role").asString("").equals("assistant")) {
      if (draft != null && draft.hasSpoken()) {
        flush();
      }
      drafted().say(item, place, own);
      return;
    }
    flush();
    var message = messages.addObject();
    message.set("role", item.path("role"));
    message.set("content", ItemParts.content(item.path("content"), place));
    if (item.path("name").isString()) {
      message.set("name", item.path("name"));
    }
    extras(item, message);
  }

  /** Whether an item would be a part of the message that the last one belongs to. */
  boolean joins(ObjectNode item) {
    return draft != null
        && switch (item.path("type").asString("")) {
          case "reasoning", "function_call", "custom_tool_call" -> true;
          case "message" ->
              item.path("role").asString("").equals("assistant") && !draft.hasSpoken();
          default -> false;
        };
  }

  /** The messages; at least none. */
  public ArrayNode messages() {
    ReasoningHistory.trim(whole());
    return messages;
  }

  /** The messages with all reasoning. */
  ArrayNode whole() {
    flush();
    return messages;
  }

  /** The message being made. */
  private Draft drafted() {
    var now = draft == null ? new Draft() : draft;
    draft = now;
    return now;
  }

  private void flush() {
    if (draft != null) {
      draft.write(messages);
      draft = null;
    }
  }

  private static void extras(ObjectNode item, ObjectNode message) {
    said(item.path(ItemMembers.BEYOND), message);
    item.forEachEntry(
        (name, value) -> {
          if (!KNOWN.contains(name) && !value.isNull() && !message.has(name)) {
            message.set(name, value);
          }
        });
  }

  /** Adds what a provider has said beyond our words. */
  private static void said(JsonNode beyond, ObjectNode message) {
    beyond.forEachEntry(
        (name, value) -> {
          if (ItemMembers.saysSomething(value)) {
            message.set(name, value);
          }
        });
  }

  private static final class Draft {
    private final StringBuilder reasoning = new StringBuilder();
    private final ArrayNode parts = Json.array();
    private final ArrayNode calls = Json.array();
    private final ObjectNode extras = Json.object();
    private boolean spoken;

    /** Whether a message was the last thing in it, so that the next one is an answer of its own. */
    boolean hasSpoken() {
      return spoken;
    }

    void think(ObjectNode item, boolean own) {
      spoken = false;
      if (own) {
        extras(item, extras);
        var thought = item.path("content").isEmpty() ? item.path("summary") : item.path("content");
        thought.forEach(part -> reasoning.append(part.path("text").asString("")));
      }
    }

    void say(ObjectNode item, String place, boolean own) {
      spoken = calls.isEmpty(); // what follows calls belongs to them
      int index = 0;
      for (var part : item.path("content")) {
        parts.add(ItemParts.part(part, place + "[" + index++ + "]"));
      }
      if (own) {
        extras(item, extras);
      }
    }

    void call(ObjectNode item, boolean own) {
      spoken = false;
      var call = calls.addObject();
      call.set("id", item.path("call_id"));
      boolean custom = item.path("type").asString("").equals("custom_tool_call");
      var type = custom ? "custom" : "function";
      var input = custom ? "input" : "arguments";
      var inner = call.put("type", type).putObject(type);
      inner.set("name", item.path("name"));
      inner.set(input, item.path(input));
      if (own) {
        extras(item, call);
        said(item.path(ItemMembers.OF_THE_MESSAGE), extras);
      }
    }

    void write(ArrayNode messages) {
      if (parts.isEmpty() && calls.isEmpty()) {
        return; // reasoning that led to nothing
      }
      var message = messages.addObject().put("role", "assistant");
      message.set("content", parts.isEmpty() ? Json.tree("null") : ItemParts.plain(parts));
      if (!reasoning.isEmpty()) {
        message.put(ReasoningHistory.MEMBER, reasoning.toString());
      }
      if (!calls.isEmpty()) {
        message.set("tool_calls", calls);
      }
      extras(extras, message);
    }
  }
}

package dev.tutti.gateway.responses;

import dev.tutti.chat.Json;
import dev.tutti.conversation.StoredItem;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Items as the messages of a chat: what a model said in a row (reasoning, text, calls) is one
 * message. Not thread-safe.
 */
final class Turns {
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
          "output",
          "created_by",
          SaidItem.BEYOND);

  private final String model;
  private final ArrayNode messages = Json.array();
  private @Nullable Draft draft;

  /**
   * @param model who is asked; what only its provider understands is handed back to nobody else
   */
  Turns(String model) {
    this.model = model;
  }

  /** Adds an instruction. */
  void instruct(JsonNode text) {
    messages.addObject().put("role", "system").set("content", text);
  }

  /**
   * Adds an item.
   *
   * @param place names it in faults
   * @param current whether no user has spoken since: then a model may need its own reasoning back
   */
  void add(StoredItem stored, String place, boolean current) {
    var item = stored.json();
    boolean own = stored.model().isEmpty() || stored.model().equals(model);
    switch (item.path("type").asString("")) {
      case "reasoning" -> drafted(false).think(item, own, own && current);
      case "function_call" -> drafted(true).call(item, own);
      case "function_call_output" -> {
        flush();
        var result = messages.addObject().put("role", "tool");
        result.set("tool_call_id", item.path("call_id"));
        result.set("content", Parts.content(item.path("output"), place + ".output"));
        extras(item, result);
      }
      default -> message(item, place + ".content", own);
    }
  }

  private void message(ObjectNode item, String place, boolean own) {
    if (item.path("role").asString("").equals("assistant")) {
      drafted(false).say(item, place, own);
      return;
    }
    flush();
    var message = messages.addObject();
    message.set("role", item.path("role"));
    message.set("content", Parts.content(item.path("content"), place));
    if (item.path("name").isString()) {
      message.set("name", item.path("name"));
    }
    extras(item, message);
  }

  /** The messages; at least none. */
  ArrayNode messages() {
    flush();
    return messages;
  }

  /**
   * The message being made.
   *
   * @param call whether a call is added, which belongs to what was said before it
   */
  private Draft drafted(boolean call) {
    if (draft != null && !call && draft.hasSpoken()) {
      flush();
    }
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
    item.path(SaidItem.BEYOND).forEachEntry(message::set);
    item.forEachEntry(
        (name, value) -> {
          if (!KNOWN.contains(name) && !message.has(name)) {
            message.set(name, value);
          }
        });
  }

  private static final class Draft {
    private final StringBuilder reasoning = new StringBuilder();
    private final ArrayNode parts = Json.array();
    private final ArrayNode calls = Json.array();
    private final ObjectNode extras = Json.object();

    /** Whether it is complete unless calls follow; what follows calls belongs to them. */
    boolean hasSpoken() {
      return !parts.isEmpty() && calls.isEmpty();
    }

    void think(ObjectNode item, boolean own, boolean aloud) {
      if (own) {
        extras(item, extras);
      }
      if (aloud) {
        var thought = item.path("content").isEmpty() ? item.path("summary") : item.path("content");
        thought.forEach(part -> reasoning.append(part.path("text").asString("")));
      }
    }

    void say(ObjectNode item, String place, boolean own) {
      int index = 0;
      for (var part : item.path("content")) {
        parts.add(Parts.part(part, place + "[" + index++ + "]"));
      }
      if (own) {
        extras(item, extras);
      }
    }

    void call(ObjectNode item, boolean own) {
      var call = calls.addObject();
      call.set("id", item.path("call_id"));
      call.put("type", "function");
      var function = call.putObject("function");
      function.set("name", item.path("name"));
      function.set("arguments", item.path("arguments"));
      if (own) {
        extras(item, call);
      }
    }

    void write(ArrayNode messages) {
      if (parts.isEmpty() && calls.isEmpty()) {
        return; // reasoning that led to nothing
      }
      var message = messages.addObject().put("role", "assistant");
      message.set("content", parts.isEmpty() ? Json.tree("null") : Parts.plain(parts));
      if (!reasoning.isEmpty()) {
        message.put("reasoning_content", reasoning.toString());
      }
      if (!calls.isEmpty()) {
        message.set("tool_calls", calls);
      }
      extras(extras, message);
    }
  }
}

package dev.tutti.gateway.responses;

import dev.tutti.chat.ChatEvent.ToolCall;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import tools.jackson.databind.node.ObjectNode;

/** A call of a tool. */
final class SaidCall implements SaidItem {
  private final ObjectNode json;
  private final int index;
  private final int number;
  private final Events events;
  private final StringBuilder arguments = new StringBuilder();

  SaidCall(String id, int index, Events events, ToolCall first) {
    this.index = index;
    this.number = first.index();
    this.events = events;
    this.json =
        Json.object()
            .put("id", id)
            .put("type", "function_call")
            .put("status", "in_progress")
            .put("call_id", first.id().isEmpty() ? id.replaceFirst("^fc", "call") : first.id())
            .put("name", first.name())
            .put("arguments", "");
  }

  /** Whether it is the answer's call of that number. */
  boolean is(int call) {
    return number == call;
  }

  void add(ToolCall fragment) {
    if (!fragment.extensions().isEmpty()) {
      json.withObject(BEYOND).setAll(fragment.extensions());
    }
    if (!fragment.arguments().isEmpty()) {
      arguments.append(fragment.arguments());
      events.tell(
          "response.function_call_arguments.delta",
          SaidItem.about(this).put("delta", fragment.arguments()));
    }
  }

  /** Whether its arguments are a whole JSON object. */
  boolean complete() {
    int last = arguments.length() - 1;
    while (last >= 0 && Character.isWhitespace(arguments.charAt(last))) {
      last--;
    }
    if (last < 0 || arguments.charAt(last) != '}') {
      return false;
    }
    try {
      return Json.tree(arguments.toString()).isObject();
    } catch (Fault _) {
      return false;
    }
  }

  @Override
  public ObjectNode json() {
    return json;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void end() {
    json.put("arguments", arguments.toString());
    events.tell(
        "response.function_call_arguments.done",
        SaidItem.about(this)
            .put("name", json.path("name").asString())
            .put("arguments", arguments.toString()));
  }
}

package dev.tutti.gateway.responses.output;

import dev.tutti.chat.ChatEvent.ToolCall;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.session.item.ItemMembers;
import tools.jackson.databind.node.ObjectNode;

/** A call of a function, or of a custom tool, whose input is a text. */
final class OutputCall implements OutputItem {
  private static final String CUSTOM = "custom";

  private final ObjectNode json;
  private final int index;
  private final int number;
  private final Events events;
  private final boolean custom;
  private final StringBuilder arguments = new StringBuilder();

  OutputCall(String id, int index, Events events, ToolCall first) {
    this.index = index;
    this.number = first.index();
    this.events = events;
    this.custom = isCustom(first);
    var name = first.extensions().path(CUSTOM).path("name").asString(first.name());
    this.json =
        Json.object()
            .put("id", id)
            .put("type", custom ? "custom_tool_call" : "function_call")
            .put("status", "in_progress")
            .put("call_id", first.id().isEmpty() ? id.replaceFirst("^[a-z]+", "call") : first.id())
            .put("name", name)
            .put(member(), "");
  }

  /** Whether the call that begins so is one of a custom tool. */
  static boolean isCustom(ToolCall first) {
    return first.extensions().path(CUSTOM).isObject();
  }

  /** Whether it is the answer's call of that number. */
  boolean is(int call) {
    return number == call;
  }

  void add(ToolCall fragment) {
    fragment
        .extensions()
        .forEachEntry(
            (name, value) -> {
              if (!custom || !(name.equals(CUSTOM) || name.equals("type"))) {
                json.withObject(ItemMembers.BEYOND).set(name, value);
              }
            });
    var more =
        custom
            ? fragment.extensions().path(CUSTOM).path("input").asString("")
            : fragment.arguments();
    if (!more.isEmpty()) {
      arguments.append(more);
      events.tell(steps() + ".delta", OutputItem.about(this).put("delta", more));
    }
  }

  private String member() {
    return custom ? "input" : "arguments";
  }

  private String steps() {
    return custom ? "response.custom_tool_call_input" : "response.function_call_arguments";
  }

  /** Whether its arguments are a whole JSON object; of a text nobody knows before the end. */
  boolean complete() {
    if (custom) {
      return false;
    }
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
    json.put(member(), arguments.toString());
    var done = OutputItem.about(this);
    if (!custom) {
      done.put("name", json.path("name").asString());
    }
    events.tell(steps() + ".done", done.put(member(), arguments.toString()));
  }
}

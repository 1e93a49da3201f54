package dev.tutti.session.item;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Items in a row as the messages that they make up: what a model said in a row (reasoning, text,
 * calls) is one message. What no chat can say is told as a system message with its JSON; what
 * OpenAI's own tools left behind says nothing. Not thread-safe.
 */
public final class ItemMessages {
  /** Items that have a word in chats. */
  public static final Set<String> SAYABLE =
      Set.of(
          "message",
          "function_call",
          "function_call_output",
          "custom_tool_call",
          "custom_tool_call_output",
          "reasoning",
          "item_reference");

  /** Items that tools of OpenAI's own left behind; the messages after them tell what came of it. */
  public static final Set<String> BUILT_IN =
      Set.of(
          "web_search_call",
          "file_search_call",
          "code_interpreter_call",
          "image_generation_call",
          "mcp_list_tools",
          "mcp_call");

  private final List<Group> groups = new ArrayList<>();
  private ItemTurns turns = new ItemTurns("");
  private int count;
  private boolean open;

  /**
   * A message, and how many of the items in a row it was made of.
   *
   * @param message in OpenAI's chat dialect; empty where these items say nothing
   */
  public record Group(ObjectNode message, int items) {}

  /** Adds the next item. */
  public void add(ObjectNode item) {
    if (!(open && turns.joins(item))) {
      close();
    }
    open = true;
    count++;
    var type = item.path("type").asString("");
    if (SAYABLE.contains(type)) {
      try {
        turns.add(new StoredItem("", item), "an earlier item");
        return;
      } catch (Fault _) {
        turns = new ItemTurns(""); // it is told as it is
      }
    } else if (BUILT_IN.contains(type)) {
      return;
    }
    turns.instruct(Json.valueOf(Json.text(item)));
  }

  /** The messages of all items. */
  public List<Group> groups() {
    close();
    return List.copyOf(groups);
  }

  private void close() {
    if (open) {
      groups.add(new Group(only(turns.whole()), count));
      turns = new ItemTurns("");
      count = 0;
      open = false;
    }
  }

  private static ObjectNode only(ArrayNode messages) {
    return messages.path(messages.size() - 1) instanceof ObjectNode message
        ? message
        : Json.object();
  }
}

package dev.tutti.chat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reasoning of earlier answers as models want it back: where a tool was called between two messages
 * of the user, all of it, in every later request; elsewhere none, as it would be passed over.
 *
 * @see <a href="https://api-docs.deepseek.com/guides/thinking_mode">DeepSeek, thinking mode</a>
 */
public final class ReasoningHistory {
  /** The member of an assistant's message. */
  public static final String MEMBER = "reasoning_content";

  private final List<ObjectNode> answers = new ArrayList<>();
  private boolean called;

  private ReasoningHistory() {}

  /** Leaves reasoning only where a tool was called; what providers do not take they leave out. */
  public static void trim(ArrayNode messages) {
    var history = new ReasoningHistory();
    var before = "";
    for (var message : messages) {
      var role = message.path("role").asString("");
      // What a caller adds to a tool's result is no new question.
      if (role.equals("user") && !before.equals("tool")) {
        history.ask();
      }
      history.add(message, role);
      before = role;
    }
    history.ask();
  }

  private void add(JsonNode message, String role) {
    called |= !message.path("tool_calls").isEmpty();
    if (role.equals("assistant") && message instanceof ObjectNode answer) {
      answers.add(answer);
    }
  }

  /** The user asks something new. */
  private void ask() {
    if (!called) {
      answers.forEach(answer -> answer.remove(MEMBER));
    }
    answers.clear();
    called = false;
  }
}

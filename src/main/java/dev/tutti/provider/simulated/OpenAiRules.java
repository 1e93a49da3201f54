package dev.tutti.provider.simulated;

import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Assistant;
import dev.tutti.chat.ChatMessage.ToolResult;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Tool;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rules of OpenAI's that its published schema does not state, so that what works with a simulated
 * model works with a real one. Source: the errors of OpenAI's chat completions API.
 */
final class OpenAiRules {
  private static final int MOST_STOPS = 4;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private OpenAiRules() {}

  /**
   * Holds a request to the rules.
   *
   * @throws Fault {@code invalid_request} at the first that is broken
   */
  static void check(SimulatedRequest simulated, List<ChatMessage> messages) {
    var request = simulated.request();
    int stops = request.isAnthropic() ? 0 : request.prompt().stop().size();
    if (stops > MOST_STOPS) {
      throw Fault.invalid("stop", "%d texts (expected: at most %d)".formatted(stops, MOST_STOPS));
    }
    var tools = request.prompt().tools();
    for (int i = 0; i < tools.size(); i++) {
      check(tools.get(i), "tools[" + i + "].function.name");
    }
    checkTurns(messages);
  }

  private static void check(Tool tool, String place) {
    boolean function = tool.json().path("type").asString("function").equals("function");
    if (function && !NAME.matcher(tool.name()).matches()) {
      throw Fault.invalid(
          place, "\"%s\" (expected: 1 to 64 of a-z, A-Z, 0-9, _ and -)".formatted(tool.name()));
    }
  }

  /** Each call of a tool is answered right after it, and nothing else is. */
  private static void checkTurns(List<ChatMessage> messages) {
    Set<String> open = new HashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      var place = "messages[" + i + "]";
      if (messages.get(i) instanceof ToolResult result) {
        if (!open.remove(result.callId())) {
          throw Fault.invalid(
              place,
              "an answer to the call \"%s\" (expected: after an assistant's tool_calls with that id)"
                  .formatted(result.callId()));
        }
        continue;
      }
      checkAnswered(open, place);
      open = messages.get(i) instanceof Assistant said ? calls(said) : new HashSet<>();
    }
    checkAnswered(open, "messages");
  }

  private static Set<String> calls(Assistant said) {
    return said.calls().stream()
        .map(ChatMessage.Call::id)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static void checkAnswered(Set<String> open, String place) {
    if (!open.isEmpty()) {
      throw Fault.invalid(
          place,
          "tool_calls without an answer: %s (expected: a message of role tool for each)"
              .formatted(String.join(", ", open)));
    }
  }
}

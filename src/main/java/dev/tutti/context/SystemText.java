package dev.tutti.context;

import dev.tutti.chat.Json;
import dev.tutti.token.PromptEstimate;
import dev.tutti.token.TokenEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages that lead a view: the system prompt, then memory and summary, which join its text where
 * it is plain, because some models know only one system message.
 *
 * @param messages in their order
 * @param tokens of the system prompt alone
 * @param memory the lines of the memory that fit
 * @param cut whether some did not
 * @param summary that is told; none where it does not fit
 */
record SystemText(
    List<ObjectNode> messages, long tokens, String memory, boolean cut, HistorySummary summary) {

  static ObjectNode message(String text) {
    return Json.object().put("role", "system").put("content", text);
  }

  static SystemText of(ContextInput input) {
    var memory = input.budget().memoryLines(input.memory());
    var summary =
        input.strategy() == ContextStrategy.SUMMARY || input.strategy() == ContextStrategy.AUTO
            ? input.summary()
            : HistorySummary.NONE;
    var told = summary.tokens() <= input.budget().summary() ? summary : HistorySummary.NONE;
    return new SystemText(
        joined(input.system(), memory, told.text()),
        input.system().stream().mapToLong(PromptEstimate::ofMessage).sum(),
        memory,
        !memory.equals(input.memory()),
        told);
  }

  /** The tokens of all. */
  long total() {
    return tokens + tokens(memory) + summary.tokens();
  }

  static long tokens(String text) {
    var estimate = new TokenEstimate();
    estimate.add(text);
    return estimate.tokens();
  }

  private static List<ObjectNode> joined(List<ObjectNode> system, String memory, String summary) {
    var more =
        Stream.of(memory, summary)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n\n"));
    if (more.isEmpty()) {
      return system;
    }
    var all = new ArrayList<>(system);
    if (!all.isEmpty() && isPlain(all.getLast())) {
      var last = all.removeLast().deepCopy();
      all.add(last.put("content", last.path("content").asString() + "\n\n" + more));
    } else {
      all.add(message(more));
    }
    return List.copyOf(all);
  }

  private static boolean isPlain(ObjectNode message) {
    var role = message.path("role").asString("");
    return message.path("content").isString()
        && (role.equals("system") || role.equals("developer"));
  }
}

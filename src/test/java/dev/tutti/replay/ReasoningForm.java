package dev.tutti.replay;

import dev.tutti.chat.ReasoningHistory;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Reasoning of earlier answers as an upstream takes it: DeepSeek, Moonshot and Zhipu want it in
 * every later turn where a tool was called, as the recorded requests had it.
 */
final class ReasoningForm {
  private static final Set<String> WANT_IT = Set.of("deepseek", "moonshot", "zhipu");

  private ReasoningForm() {}

  /** Reasoning of the recorded request that its upstream would miss. */
  static List<Problem> problems(Case one, WireRequest arrived) {
    var recorded = MessagesQuestion.recorded(one);
    if (recorded.isEmpty() || !WANT_IT.contains(one.route().preset())) {
      return List.of();
    }
    var right = reasoning(needed(recorded.get()));
    var found = reasoning(Judge.parse(arrived.body()));
    return holds(found, right)
        ? List.of()
        : List.of(Problem.differs("upstream.reasoning", right.toString(), found.toString()));
  }

  /** Whether all that is needed is there; elsewhere reasoning is passed over. */
  private static boolean holds(List<String> found, List<String> right) {
    return found.size() == right.size()
        && IntStream.range(0, right.size())
            .allMatch(at -> right.get(at).equals("none") || right.get(at).equals(found.get(at)));
  }

  /** The recorded request with reasoning only where its upstream looks at it. */
  private static JsonNode needed(JsonNode chat) {
    var copy = chat.deepCopy();
    if (copy.path("messages") instanceof ArrayNode messages) {
      ReasoningHistory.trim(messages);
    }
    return copy;
  }

  /** What goes with each message of the assistant; a text for none or an empty one. */
  private static List<String> reasoning(JsonNode chat) {
    return chat.path("messages")
        .valueStream()
        .filter(message -> message.path("role").asString("").equals("assistant"))
        .map(message -> message.path("reasoning_content").asString(""))
        .map(words -> words.isEmpty() ? "none" : words)
        .toList();
  }
}

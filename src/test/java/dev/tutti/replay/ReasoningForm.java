package dev.tutti.replay;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

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
    var right = reasoning(recorded.get());
    var found = reasoning(Judge.parse(arrived.body()));
    return right.equals(found)
        ? List.of()
        : List.of(Problem.differs("upstream.reasoning", right.toString(), found.toString()));
  }

  /** What goes with each message of the assistant; a text for none. */
  private static List<String> reasoning(JsonNode chat) {
    return chat.path("messages")
        .valueStream()
        .filter(message -> message.path("role").asString("").equals("assistant"))
        .map(message -> message.path("reasoning_content").asString("none"))
        .toList();
  }
}

package dev.tutti.replay;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Ids of tool calls as an upstream takes them: Mistral refuses those that are not nine letters or
 * digits, and everybody a result of a call that nobody made.
 */
final class CallIdForm {
  private static final Pattern MISTRALS = Pattern.compile("[a-zA-Z0-9]{9}");

  private CallIdForm() {}

  /** Ids in a request that its upstream would refuse. */
  static List<Problem> problems(Case one, WireRequest arrived) {
    if (!one.route().preset().equals("mistral")) {
      return List.of();
    }
    var made = new HashSet<String>();
    for (var message : Judge.parse(arrived.body()).path("messages")) {
      for (var call : message.path("tool_calls")) {
        made.add(call.path("id").asString(""));
      }
      var answered = message.path("tool_call_id").asString("");
      if (message.has("tool_call_id") && !made.contains(answered)) {
        return List.of(Problem.differs("upstream.ids", "the id of a call", answered));
      }
    }
    return made.stream()
        .filter(id -> !MISTRALS.matcher(id).matches())
        .map(id -> Problem.differs("upstream.ids", "nine letters or digits", id))
        .toList();
  }
}

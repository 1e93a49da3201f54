package dev.tutti.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What every message has, by Anthropic's reference; there is no schema of theirs to check with. */
final class MessageShape {
  /** The member that a block of each type must have. */
  private static final Map<String, String> BLOCKS =
      Map.of("text", "text", "thinking", "signature", "tool_use", "input");

  private static final List<String> COUNTS =
      List.of(
          "input_tokens",
          "output_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens");

  private MessageShape() {}

  /** What a message lacks. */
  static List<Problem> check(Case one, JsonNode message) {
    var problems = new ArrayList<Problem>();
    holds(problems, "type", message.path("type").asString("").equals("message"), message);
    holds(problems, "role", message.path("role").asString("").equals("assistant"), message);
    holds(problems, "model", message.path("model").asString("").equals(one.model()), message);
    holds(problems, "id", !message.path("id").asString("").isEmpty(), message);
    holds(problems, "stop_sequence", message.has("stop_sequence"), message);
    holds(problems, "content", message.path("content").isArray(), message);
    for (var block : message.path("content")) {
      var member = BLOCKS.getOrDefault(MessageEvents.type(block), "type");
      holds(problems, "content." + member, block.has(member), block);
    }
    for (var count : COUNTS) {
      boolean number = message.path("usage").path(count).isIntegralNumber();
      holds(problems, "usage." + count, number, message.path("usage"));
    }
    return problems;
  }

  private static void holds(List<Problem> problems, String place, boolean right, JsonNode found) {
    if (!right) {
      problems.add(new Problem("message." + place, Problem.shorten(found)));
    }
  }
}

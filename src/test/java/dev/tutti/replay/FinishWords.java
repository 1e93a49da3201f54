package dev.tutti.replay;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The providers' words for why a model stopped, in OpenAI's. */
final class FinishWords {
  private FinishWords() {}

  /**
   * The words that are right.
   *
   * @param calls whether the answer holds tool calls. Gemini and Ollama have no word for them, so a
   *     plain stop means {@code tool_calls}. OpenAI says {@code stop} after a call that was forced
   *     by name, and Anthropic {@code end_turn} after calls that its own tools made: there both
   *     words are right
   * @return empty when the recording has none
   */
  static Set<String> of(JsonNode finish, boolean calls, Dialect dialect) {
    boolean wordless = Set.of(Dialect.GEMINI, Dialect.OLLAMA, Dialect.RESPONSES).contains(dialect);
    if (finish.isMissingNode() || finish.isNull()) {
      return dialect == Dialect.OLLAMA ? Set.of(calls ? "tool_calls" : "stop") : Set.of();
    }
    var word = word(finish.asString().toLowerCase(Locale.ROOT));
    if (calls && word.equals("stop")) {
      return wordless ? Set.of("tool_calls") : Set.of("stop", "tool_calls");
    }
    return Set.of(word);
  }

  private static String word(String finish) {
    return switch (finish) {
      // Gemini's enum as numbers: 1 is STOP.
      case "end_turn",
          "stop_sequence",
          "pause_turn",
          "compaction",
          "stop",
          "1",
          "unload",
          "completed" ->
          "stop";
      case "max_tokens", "max_output_tokens", "incomplete", "length" -> "length";
      case "tool_use", "tool_calls" -> "tool_calls";
      case "refusal", "safety", "content_filter" -> "content_filter";
      default -> finish;
    };
  }
}

package dev.tutti.provider.anthropic;

import java.util.List;

/**
 * Capabilities of a model that speaks Anthropic's dialect, by its name.
 *
 * @param mostTokens the most tokens of an answer
 * @param structured whether it holds answers and tool calls to a schema by itself
 * @param thinking how it is asked to think
 * @param sampling whether it takes a temperature
 * @param systemTurns whether it takes system messages within the conversation
 */
record ClaudeModel(
    int mostTokens, boolean structured, Thinking thinking, boolean sampling, boolean systemTurns) {

  /** Ways to ask a model to think. */
  enum Thinking {
    /** It does not. */
    NONE,
    /** With a number of tokens. */
    BUDGET,
    /** It decides by itself, within an effort of low, medium, high or max. */
    ADAPTIVE,
    /** The same, and it knows the effort xhigh; it thinks unless it is told not to. */
    ALWAYS
  }

  private static final ClaudeModel NEWEST = model(128_000, true, Thinking.ALWAYS, false);
  private static final ClaudeModel OTHER = model(8_192, false, Thinking.NONE, true);

  /** The first line whose words a name contains counts. */
  private static final List<Line> KNOWN =
      List.of(
          new Line("opus-4-8", NEWEST.withSystemTurns()),
          new Line("opus-4-7", NEWEST),
          new Line("sonnet-4-6", model(128_000, true, Thinking.ADAPTIVE, true)),
          new Line("opus-4-6", model(128_000, true, Thinking.ADAPTIVE, true)),
          new Line("sonnet-4-5", model(64_000, true, Thinking.BUDGET, true)),
          new Line("opus-4-5", model(64_000, true, Thinking.BUDGET, true)),
          new Line("haiku-4-5", model(64_000, true, Thinking.BUDGET, true)),
          new Line("opus-4-1", model(32_000, true, Thinking.BUDGET, true)),
          new Line("sonnet-4", model(64_000, false, Thinking.BUDGET, true)),
          new Line("opus-4", model(32_000, false, Thinking.BUDGET, true)),
          new Line("3-7-sonnet", model(64_000, false, Thinking.BUDGET, true)),
          new Line("claude-3-5", OTHER),
          new Line("claude-3", model(4_096, false, Thinking.NONE, true)),
          new Line("claude-2", model(4_096, false, Thinking.NONE, true)),
          new Line("claude-instant", model(4_096, false, Thinking.NONE, true)),
          new Line("claude", NEWEST));

  /**
   * A Claude that is not in the table is newer than it; a model of another vendor gets the most
   * cautious settings.
   */
  static ClaudeModel of(String name) {
    var plain = name.replace('.', '-');
    return KNOWN.stream()
        .filter(line -> plain.contains(line.words))
        .map(Line::model)
        .findFirst()
        .orElse(OTHER);
  }

  private static ClaudeModel model(
      int mostTokens, boolean structured, Thinking thinking, boolean sampling) {
    return new ClaudeModel(mostTokens, structured, thinking, sampling, false);
  }

  private ClaudeModel withSystemTurns() {
    return new ClaudeModel(mostTokens, structured, thinking, sampling, true);
  }

  /** Whether it decides by itself how much to think. */
  boolean adaptive() {
    return thinking == Thinking.ADAPTIVE || thinking == Thinking.ALWAYS;
  }

  private record Line(String words, ClaudeModel model) {}
}

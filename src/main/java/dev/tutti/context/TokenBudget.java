package dev.tutti.context;

import java.util.ArrayList;

/**
 * Budget of tokens for each part of what a model is sent.
 *
 * @param total of all parts together, at least 1
 * @param system of the system prompt, which is never cut: more is only said
 * @param memory of the memory, whose last lines are left out
 * @param summary of the summary, which is left out when it is longer
 * @param history of turns of the history and pinned messages, which are never left out
 * @param newest of the newest turn, which is never cut: it takes from the history for its own view
 */
public record TokenBudget(
    long total, long system, long memory, long summary, long history, long newest) {
  private static final int COMPACT_AT = 90;
  private static final int COMPACT_TO = 60;

  /** Checks the bounds. */
  public TokenBudget {
    if (total < 1) {
      throw new IllegalArgumentException("total: " + total + " (expected: 1 or more)");
    }
    if (Math.min(Math.min(system, memory), Math.min(summary, Math.min(history, newest))) < 0) {
      throw new IllegalArgumentException("budget: a part is negative (expected: 0 or more)");
    }
  }

  /**
   * The usual parts of a total: 50 % for the history, 25 % for the newest turn, 15 % for the system
   * prompt, 5 % each for the memory and the summary.
   */
  public static TokenBudget of(long total) {
    long twentieth = total / 20;
    return new TokenBudget(
        total, 3 * twentieth, twentieth, twentieth, 10 * twentieth, 5 * twentieth);
  }

  /** As many first lines as fit into the memory's part. */
  public String memoryLines(String lines) {
    if (SystemText.tokens(lines) <= memory) {
      return lines;
    }
    var kept = new ArrayList<String>();
    long tokens = 0;
    for (var line : lines.lines().toList()) {
      tokens += SystemText.tokens(line) + 1;
      if (tokens > memory) {
        break;
      }
      kept.add(line);
    }
    return String.join("\n", kept);
  }

  /** The tokens of the history at which it is compacted. */
  public long compactAt() {
    return history / 100 * COMPACT_AT + history % 100 * COMPACT_AT / 100;
  }

  /** The tokens of the history to which it is compacted. */
  public long compactTo() {
    return history / 100 * COMPACT_TO + history % 100 * COMPACT_TO / 100;
  }
}

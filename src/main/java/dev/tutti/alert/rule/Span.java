package dev.tutti.alert.rule;

import java.time.Duration;
import java.util.List;

/** Span of time that a measurement is made over. */
public sealed interface Span {

  /** The latest so long. */
  record Window(Duration length) implements Span {}

  /**
   * Two pairs of windows, in which the errors are set in relation to those that an objective
   * allows. A pair tells of a fast or of a slow burn, and its short window ends the alert soon
   * after the errors have ended.
   *
   * @param objective share of calls that should succeed, such as 0.99
   */
  record Burn(double objective) implements Span {}

  /**
   * Pair of windows.
   *
   * @param factor how many times as many errors as allowed are too many; 14.4 for an hour spends 2
   *     % of what 30 days allow, 6 for six hours 5 %
   * @see <a href="https://sre.google/workbook/alerting-on-slos/">Alerting on SLOs</a>
   */
  record Pair(Duration shorter, Duration longer, double factor) {
    /** The pairs of every rule of this kind. */
    public static final List<Pair> ALL =
        List.of(
            new Pair(Duration.ofMinutes(5), Duration.ofHours(1), 14.4),
            new Pair(Duration.ofMinutes(30), Duration.ofHours(6), 6));
  }

  /** The longest window. */
  default Duration longest() {
    return switch (this) {
      case Window(Duration length) -> length;
      case Burn _ -> Pair.ALL.getLast().longer();
    };
  }
}

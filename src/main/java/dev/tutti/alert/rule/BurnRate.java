package dev.tutti.alert.rule;

import java.util.List;

/**
 * Rate at which errors use up what an objective allows, over {@link Span.Pair}s of windows. Over 1,
 * both windows of a pair have more errors than that pair bears.
 */
public final class BurnRate {
  private BurnRate() {}

  /**
   * Errors in the two windows of a pair.
   *
   * @param shorter share of errors in the short window, with its bounds
   * @param longer the same in the long window
   */
  public record Windows(Observation.Value shorter, Observation.Value longer) {}

  /**
   * The highest of the pairs.
   *
   * @param objective share of calls that should succeed, below 1
   * @param windows as many as there are pairs, in their order
   */
  public static Observation of(double objective, List<Windows> windows) {
    double value = 0;
    double low = 0;
    double high = 0;
    long cases = 0;
    for (int i = 0; i < windows.size(); i++) {
      double bearable = (1 - objective) * Span.Pair.ALL.get(i).factor();
      var pair = windows.get(i);
      value = Math.max(value, Math.min(pair.shorter.value(), pair.longer.value()) / bearable);
      low = Math.max(low, Math.min(pair.shorter.low(), pair.longer.low()) / bearable);
      high = Math.max(high, Math.min(pair.shorter.high(), pair.longer.high()) / bearable);
      cases = Math.max(cases, pair.longer.cases());
    }
    return cases == 0 ? new Observation.Missing(0) : new Observation.Value(value, low, high, cases);
  }
}

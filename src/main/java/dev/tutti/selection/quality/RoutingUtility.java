package dev.tutti.selection.quality;

/**
 * Trade of quality against money and time: utility = quality - lambda x cost - mu x latency.
 *
 * @param lambda quality that a dollar is worth
 * @param mu quality that a millisecond is worth
 */
public record RoutingUtility(double lambda, double mu) {
  /** Quality that counts alone. */
  public static final RoutingUtility QUALITY_ALONE = new RoutingUtility(0, 0);

  private static final double LEAST_KNOB = 1e-3;

  /**
   * The trade of the operator's knob.
   *
   * @param knob 1: the best whatever it costs; 0: the cheapest; in between the quality that the
   *     dearest model must add to be worth its price over a free one is ((1 - knob) / knob)^2
   * @param dearestUsd expected cost of the dearest model that may be chosen, in dollars
   */
  public static RoutingUtility of(double knob, double dearestUsd) {
    double bounded = Math.clamp(knob, LEAST_KNOB, 1);
    double ratio = (1 - bounded) / bounded;
    return new RoutingUtility(dearestUsd > 0 ? ratio * ratio / dearestUsd : 0, 0);
  }

  /** The utility of a model's answer; the highest one is chosen. */
  public double of(double quality, double costUsd, double latencyMs) {
    return quality - lambda * costUsd - mu * latencyMs;
  }
}

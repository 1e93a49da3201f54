package dev.tutti.selection.outcome;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Detector of models whose answers have become better or worse than they are expected to be.
 *
 * <p>A two-sided cumulative sum of the differences between outcome and expectation (Page, 1954),
 * each less an allowance: it stays near zero while both agree on average, and grows with every
 * outcome when they do not. With scores of 0 and 1, an allowance of 0.1 and a bound of 8 a shift of
 * 0.3 is found in about 40 outcomes, and a false alarm comes once in tens of thousands.
 * Thread-safe.
 */
public final class DriftDetector {
  private static final double ALLOWANCE = .1;
  private static final double BOUND = 8;
  private static final int MOST = 1_000;

  private final Map<String, Sums> sums = new ConcurrentHashMap<>();

  private record Sums(double better, double worse, int outcomes) {
    static final Sums NONE = new Sums(0, 0, 0);

    Sums with(double difference, double weight) {
      return new Sums(
          Math.max(0, better + weight * (difference - ALLOWANCE)),
          Math.max(0, worse + weight * (-difference - ALLOWANCE)),
          outcomes + 1);
    }
  }

  /**
   * Drift of a model.
   *
   * @param better whether its answers are better than expected, rather than worse
   * @param outcomes that were seen since the last alarm or the beginning
   */
  public record Drift(String model, boolean better, int outcomes) {}

  /**
   * Takes an outcome; a drift is told once, then everything begins anew.
   *
   * @param weight how much it counts, above 0 to 1
   */
  public Optional<Drift> take(String model, double score, double expected, double weight) {
    if (sums.size() >= MOST && !sums.containsKey(model)) {
      return Optional.empty();
    }
    double difference = score - expected;
    var now =
        sums.merge(
            model,
            Sums.NONE.with(difference, weight),
            (before, _) -> before.with(difference, weight));
    if (now.better < BOUND && now.worse < BOUND) {
      return Optional.empty();
    }
    sums.remove(model);
    return Optional.of(new Drift(model, now.better >= BOUND, now.outcomes));
  }
}

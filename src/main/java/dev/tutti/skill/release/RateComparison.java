package dev.tutti.skill.release;

import java.util.List;
import java.util.stream.Stream;

/**
 * A mixture sequential probability ratio test of two rates, exact for any numbers of executions.
 *
 * <p>The numerator is the likelihood of everything seen under a mixture of rates: each arm's
 * successive predictions by Krichevsky and Trofimov, {@code (hits + 1/2) / (n + 1)}, where the
 * baseline may begin with what was seen of it before. The denominator is the greatest likelihood
 * that any two rates have of which the version's is at most the baseline's plus the allowed rise.
 * For the true rates the ratio with their own likelihood is a martingale that begins at 1, and the
 * greatest one only makes it smaller, so that Ville's inequality holds at all times, however often
 * it is looked at and however callers are shared out.
 *
 * <p>Sources: H. Robbins, "Statistical methods related to the law of the iterated logarithm",
 * Annals of Mathematical Statistics 41 (1970), for mixtures; L. Wasserman, A. Ramdas, S.
 * Balakrishnan, "Universal inference", PNAS 117 (2020), section 8, for the denominator.
 */
final class RateComparison implements SequentialComparison {
  private static final int STEPS = 60;

  private final double rise;
  private final Arm baseline;
  private final Arm trial;

  /**
   * @param rise how much greater the rate may be, 0 to 1
   * @param priorHits hits of the baseline in earlier executions, for a better guess at its rate
   * @param priorMisses the other ones of these
   */
  RateComparison(double rise, double priorHits, double priorMisses) {
    this.rise = rise;
    this.baseline = new Arm(priorHits + 0.5, priorMisses + 0.5);
    this.trial = new Arm(0.5, 0.5);
  }

  /** The one that had these {@link #numbers}. */
  RateComparison(double rise, List<Double> numbers) {
    this.rise = rise;
    this.baseline = new Arm(numbers.subList(0, Arm.NUMBERS));
    this.trial = new Arm(numbers.subList(Arm.NUMBERS, 2 * Arm.NUMBERS));
  }

  /** Observations of one version. */
  private static final class Arm {
    static final int NUMBERS = 5;

    private final double priorHits;
    private final double priorMisses;
    private long hits;
    private long misses;
    private double predicted;

    Arm(double priorHits, double priorMisses) {
      this.priorHits = priorHits;
      this.priorMisses = priorMisses;
    }

    Arm(List<Double> numbers) {
      this(numbers.get(0), numbers.get(1));
      this.hits = numbers.get(2).longValue();
      this.misses = numbers.get(3).longValue();
      this.predicted = numbers.get(4);
    }

    List<Double> numbers() {
      return List.of(priorHits, priorMisses, (double) hits, (double) misses, predicted);
    }

    void add(boolean hit) {
      double all = priorHits + priorMisses + hits + misses;
      predicted += Math.log((hit ? priorHits + hits : priorMisses + misses) / all);
      if (hit) {
        hits++;
      } else {
        misses++;
      }
    }

    long all() {
      return hits + misses;
    }

    double rate() {
      return all() == 0 ? 0 : (double) hits / all();
    }

    double likelihood(double rate) {
      return (hits == 0 ? 0 : hits * Math.log(rate))
          + (misses == 0 ? 0 : misses * Math.log1p(-rate));
    }
  }

  void baseline(boolean hit) {
    baseline.add(hit);
  }

  void trial(boolean hit) {
    trial.add(hit);
  }

  @Override
  public long baselines() {
    return baseline.all();
  }

  @Override
  public long trials() {
    return trial.all();
  }

  @Override
  public double evidence() {
    if (trial.rate() <= baseline.rate() + rise || rise >= 1) {
      return 0;
    }
    return baseline.predicted + trial.predicted - likeliest();
  }

  /** On the border of what is allowed, where a concave function has its greatest value. */
  private double likeliest() {
    double low = 0;
    double high = 1 - rise;
    for (int i = 0; i < STEPS; i++) {
      double third = (high - low) / 3;
      if (likelihood(low + third) < likelihood(high - third)) {
        low += third;
      } else {
        high -= third;
      }
    }
    return likelihood((low + high) / 2);
  }

  private double likelihood(double rate) {
    return baseline.likelihood(rate) + trial.likelihood(rate + rise);
  }

  @Override
  public List<Double> numbers() {
    return Stream.of(baseline, trial).flatMap(arm -> arm.numbers().stream()).toList();
  }

  @Override
  public String words() {
    return "%.1f %% of %d, the baseline %.1f %% of %d"
        .formatted(100 * trial.rate(), trial.all(), 100 * baseline.rate(), baseline.all());
  }
}

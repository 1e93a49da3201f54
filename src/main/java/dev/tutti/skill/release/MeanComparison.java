package dev.tutti.skill.release;

import java.util.List;
import java.util.stream.Stream;

/**
 * A mixture sequential probability ratio test of two means, for large numbers of executions: the
 * difference {@code d} of the version's mean and the allowed one, with its estimated variance
 * {@code v}, against a normal mixture of differences with variance {@code t}:
 *
 * <pre>{@code sqrt(v / (v + t)) * exp(t * d^2 / (2 * v * (v + t)))}</pre>
 *
 * <p>It holds as far as means are normally distributed, so that it needs some fifty executions of
 * each, and is taken for no evidence where the version is not worse.
 *
 * <p>Sources: R. Johari, P. Koomen, L. Pekelis, D. Walsh, "Always valid inference: continuous
 * monitoring of A/B tests", Operations Research 70 (2022), section 4 and 5; I. Waudby-Smith, D.
 * Arbour, R. Sinha, E. Kennedy, A. Ramdas, "Time-uniform central limit theory and asymptotic
 * confidence sequences", Annals of Statistics 52 (2024), for what is asymptotic about it.
 */
final class MeanComparison implements SequentialComparison {
  /** The least standard deviation, as a share of the mean: numbers that never vary prove little. */
  private static final double LEAST_DEVIATION = 0.05;

  /** The least difference that is expected, as a share of the baseline's mean. */
  private static final double LEAST_EFFECT = 0.1;

  private final double rise;
  private final Arm baseline;
  private final Arm trial;

  /**
   * @param rise how much greater the mean may be, as a share of the baseline's
   */
  MeanComparison(double rise) {
    this.rise = rise;
    this.baseline = new Arm();
    this.trial = new Arm();
  }

  /** The one that had these {@link #numbers}. */
  MeanComparison(double rise, List<Double> numbers) {
    this.rise = rise;
    this.baseline = new Arm(numbers.subList(0, Arm.NUMBERS));
    this.trial = new Arm(numbers.subList(Arm.NUMBERS, 2 * Arm.NUMBERS));
  }

  /** Mean and variance by B. P. Welford's method. */
  private static final class Arm {
    static final int NUMBERS = 3;

    private long all;
    private double mean;
    private double squares;

    Arm() {}

    Arm(List<Double> numbers) {
      this.all = numbers.get(0).longValue();
      this.mean = numbers.get(1);
      this.squares = numbers.get(2);
    }

    List<Double> numbers() {
      return List.of((double) all, mean, squares);
    }

    void add(double value) {
      all++;
      double from = value - mean;
      mean += from / all;
      squares += from * (value - mean);
    }

    double varianceOfMean() {
      double least = LEAST_DEVIATION * mean;
      return Math.max(squares / Math.max(1, all - 1), least * least) / all;
    }
  }

  void baseline(double value) {
    baseline.add(value);
  }

  void trial(double value) {
    trial.add(value);
  }

  @Override
  public long baselines() {
    return baseline.all;
  }

  @Override
  public long trials() {
    return trial.all;
  }

  @Override
  public double evidence() {
    double allowed = 1 + rise;
    double worse = trial.mean - allowed * baseline.mean;
    double variance = trial.varianceOfMean() + allowed * allowed * baseline.varianceOfMean();
    if (!(worse > 0) || !(variance > 0)) {
      return 0;
    }
    double effect = Math.max(rise, LEAST_EFFECT) * Math.max(baseline.mean, Double.MIN_NORMAL);
    double mixed = effect * effect;
    return Math.log(variance / (variance + mixed)) / 2
        + mixed * worse * worse / (2 * variance * (variance + mixed));
  }

  @Override
  public List<Double> numbers() {
    return Stream.of(baseline, trial).flatMap(arm -> arm.numbers().stream()).toList();
  }

  @Override
  public String words() {
    return "%.6g on average of %d, the baseline %.6g of %d"
        .formatted(trial.mean, trial.all, baseline.mean, baseline.all);
  }
}

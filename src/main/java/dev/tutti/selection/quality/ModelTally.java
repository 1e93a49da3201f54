package dev.tutti.selection.quality;

import dev.tutti.selection.analysis.TaskType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sums over the outcomes of one model. Immutable. */
record ModelTally(Sum score, Sum costUsd, Sum latencyMs, TypeSums types, TypeSums residuals) {
  static final ModelTally NONE =
      new ModelTally(Sum.NONE, Sum.NONE, Sum.NONE, TypeSums.NONE, TypeSums.NONE);

  /** Number of values and their sum, each with its weight. */
  record Sum(double weight, double sum) {
    static final Sum NONE = new Sum(0, 0);

    Sum with(double value, double weight) {
      return new Sum(this.weight + weight, sum + weight * value);
    }

    Sum with(@Nullable Double value) {
      return value == null ? this : with(value, 1);
    }

    @Nullable Double mean() {
      return weight > 0 ? sum / weight : null;
    }

    /** The mean as if a number of zeros had been there before. */
    double shrunkMean(double zeros) {
      return sum / (weight + zeros);
    }
  }

  /** A sum for each task type. */
  @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
  record TypeSums(Sum[] sums) {
    static final TypeSums NONE = new TypeSums(none());

    private static Sum[] none() {
      var sums = new Sum[TaskType.values().length];
      Arrays.fill(sums, Sum.NONE);
      return sums;
    }

    Sum of(TaskType type) {
      return sums[type.index()];
    }

    TypeSums with(TaskType type, double value, double weight) {
      var changed = sums.clone();
      changed[type.index()] = changed[type.index()].with(value, weight);
      return new TypeSums(changed);
    }
  }

  /** The sums with one more outcome. */
  ModelTally with(TaskType type, ModelOutcome outcome, double weight) {
    return new ModelTally(
        score.with(outcome.score(), weight),
        costUsd.with(outcome.costUsd()),
        latencyMs.with(outcome.latencyMs()),
        types.with(type, outcome.score(), weight),
        residuals);
  }

  /** The sums with one more error of the fit. */
  ModelTally withResidual(TaskType type, double residual, double weight) {
    return new ModelTally(score, costUsd, latencyMs, types, residuals.with(type, residual, weight));
  }

  /** The sums without errors, as a new fit has none yet. */
  ModelTally withoutResiduals() {
    return new ModelTally(score, costUsd, latencyMs, types, TypeSums.NONE);
  }

  ModelStanding standing() {
    return new ModelStanding(
        Math.round(score.weight()), score.mean(), costUsd.mean(), latencyMs.mean());
  }
}

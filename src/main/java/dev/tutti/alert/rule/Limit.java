package dev.tutti.alert.rule;

import java.util.List;

/** Limit of a measure: beyond it somebody has to be told. */
public sealed interface Limit {

  /**
   * Limit that values should not exceed.
   *
   * @param limit in the measure's unit
   * @param clearAt an alert may end at this value or below; at most the limit
   */
  record Above(double limit, double clearAt) implements Limit {}

  /**
   * Limit that values should not fall below.
   *
   * @param clearAt an alert may end at this value or above; at least the limit
   */
  record Below(double limit, double clearAt) implements Limit {}

  /**
   * Steps of a budget, each told once in a period.
   *
   * @param shares growing, such as 0.5, 0.8 and 1
   */
  record Steps(List<Double> shares) implements Limit {
    /** Keeps a copy. */
    public Steps {
      shares = List.copyOf(shares);
    }

    /** Number of steps that a share has reached. */
    int reached(double share) {
      return (int) shares.stream().filter(step -> share >= step).count();
    }
  }

  /** Standing of a value. An alert fires only if the whole interval is beyond the limit. */
  default Standing standing(Observation.Value measured) {
    return switch (this) {
      case Above(double limit, double clearAt) ->
          standing(measured.low() > limit, measured.value() <= clearAt);
      case Below(double limit, double clearAt) ->
          standing(measured.high() < limit, measured.value() >= clearAt);
      case Steps steps -> standing(steps.reached(measured.value()) > 0, true);
    };
  }

  private static Standing standing(boolean beyond, boolean inside) {
    return beyond ? Standing.BEYOND : inside ? Standing.INSIDE : Standing.BETWEEN;
  }
}

package dev.tutti.application.decision.simulation;

/**
 * Input that lies between two ends, most likely at the middle.
 *
 * @param name as formulas call it
 */
public record UncertainInput(String name, double low, double mid, double high) {

  /** An input whose ends are in order. */
  public UncertainInput {
    if (!(low <= mid && mid <= high)) {
      throw new IllegalArgumentException(
          "low %s, mid %s, high %s (expected: low <= mid <= high)".formatted(low, mid, high));
    }
  }

  /** Input around a value, up to a share of it away. */
  public static UncertainInput around(String name, double value, double share) {
    double width = Math.abs(value) * share;
    return new UncertainInput(name, value - width, value, value + width);
  }

  /** Whether it has one value only. */
  public boolean fixed() {
    return low == high;
  }
}

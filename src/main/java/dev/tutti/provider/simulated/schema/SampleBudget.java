package dev.tutti.provider.simulated.schema;

import dev.tutti.chat.Fault;

/**
 * The steps that all samples of one answer may take together. A few lines of schema can ask for
 * more than any machine will ever do: parts that are joined twice on each of forty levels, or
 * repetitions of repetitions. Not thread-safe.
 */
public final class SampleBudget {
  private static final int MOST = 500_000;

  private int left = MOST;

  /** The most that one answer is worth. */
  public SampleBudget() {}

  /**
   * Takes some steps.
   *
   * @param place where the schema stands in the request
   * @throws Fault {@code invalid_request} when none are left
   */
  void spend(int steps, String place) {
    left -= Math.min(steps, MOST);
    if (left < 0) {
      throw Fault.invalid(
          place,
          "takes more than %d steps to write a value for (expected by a simulated model: fewer)"
              .formatted(MOST));
    }
  }
}

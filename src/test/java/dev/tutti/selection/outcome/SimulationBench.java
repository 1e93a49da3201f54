package dev.tutti.selection.outcome;

import java.io.PrintStream;

/**
 * Program of {@code bench/routing simulate}: operations in simulated worlds, one for each seed,
 * each with models that stay worse and with models that recover; not a test.
 */
final class SimulationBench {
  private static final PrintStream OUT = System.out;

  private SimulationBench() {}

  /** {@code CALLS SEED...}; ends with 1 when a limit does not hold. */
  public static void main(String[] arguments) {
    int calls = Integer.parseInt(arguments[0]);
    boolean good = true;
    for (int i = 1; i < arguments.length; i++) {
      long seed = Long.parseLong(arguments[i]);
      good &= operation(seed, calls, false);
      good &= operation(seed, calls, true);
      good &= budget(seed, calls);
    }
    if (!good) {
      System.exit(1);
    }
  }

  private static boolean operation(long seed, int calls, boolean recovers) {
    long began = System.nanoTime();
    var figures = SimulatedOperation.run(seed, calls, recovers);
    OUT.printf(
        "seed %d, %d calls, models that become worse %s: %s; %.0f s%n",
        seed,
        calls,
        recovers ? "recover when the next one does" : "stay so",
        figures,
        (System.nanoTime() - began) / 1e9);
    return figures.isGood();
  }

  private static boolean budget(long seed, int calls) {
    var bent = SimulatedBudget.run(seed, calls, true);
    var straight = SimulatedBudget.run(seed, calls, false);
    OUT.printf(
        "seed %d, budgets of 10,000 calls: %d of %d answered, %d where the knob is not bent; at most %.1f %% of a budget spent%n",
        seed, bent.answered(), calls, straight.answered(), 100 * bent.most());
    return bent.most() <= 1;
  }
}

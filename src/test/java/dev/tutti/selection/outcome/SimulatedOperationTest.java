package dev.tutti.selection.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A fifth of an operation of {@code bench/routing simulate}, which prints the figures. */
class SimulatedOperationTest {
  private static final int CALLS = 20_000;
  private static final int PERIOD = 10_000;
  private static final long SEED = 20_261_130;

  @Test
  void it_is_better_than_any_fixed_model_and_finds_drifts() {
    var figures = SimulatedOperation.run(SEED, CALLS, false);
    System.out.println("seed " + SEED + ": " + figures);
    assertThat(figures.utility()).as("seed " + SEED).isGreaterThan(figures.bestModel());
    assertThat(figures.tried()).isPositive().isLessThanOrEqualTo(SimulatedWorld.SHARE);
    assertThat(figures.found()).hasSize(figures.shocks());
  }

  @Test
  void a_budget_that_bends_the_knob_pays_for_many_more_answers() {
    var bent = SimulatedBudget.run(SEED, PERIOD, true);
    var straight = SimulatedBudget.run(SEED, PERIOD, false);
    assertThat(bent.most()).isLessThanOrEqualTo(1);
    assertThat(straight.most()).isLessThanOrEqualTo(1);
    assertThat(bent.answered()).as("seed " + SEED).isGreaterThan(3 * straight.answered());
  }
}

package dev.tutti.selection.outcome;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Usage;
import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.quality.QualityModel;

/**
 * Calls of a simulated world that a budget pays for, 0.3 dollars for each 10,000 of them.
 *
 * @param answered calls that were paid for
 * @param most of the budget that a period has spent, as a share
 */
record SimulatedBudget(int answered, double most) {
  private static final int PERIOD = 10_000;
  private static final long BUDGET = 300_000_000;
  private static final double QUALITY = .9;

  /**
   * Spends it.
   *
   * @param bends whether little that is left bends the knob, as it does in operation
   */
  static SimulatedBudget run(long seed, int calls, boolean bends) {
    var world = new SimulatedWorld(seed);
    var decider = SimulatedWorld.decider();
    var known = QualityModel.of(decider.fleet()::belief);
    var usage = Usage.of(100, 256);
    long spent = 0;
    long most = 0;
    int answered = 0;
    for (int call = 0; call < calls; call++) {
      spent = call % PERIOD == 0 ? 0 : spent;
      var usual = QualityKnob.usual(QUALITY);
      var knob = bends ? usual.bent("key/k/day", 1 - (double) spent / BUDGET) : usual;
      var question = world.question(world.random.nextInt(SimulatedWorld.TYPES), knob);
      var target = new DeploymentId("up", decider.decide(question, known).model());
      long cost = SimulatedWorld.COSTS.nanoDollars(target, usage).orElseThrow();
      if (spent + cost <= BUDGET) { // as budgets reserve it
        spent += cost;
        answered++;
      }
      most = Math.max(most, spent);
    }
    return new SimulatedBudget(answered, (double) most / BUDGET);
  }
}

package dev.tutti.selection.outcome;

import static dev.tutti.selection.outcome.SimulatedWorld.MODELS;
import static dev.tutti.selection.outcome.SimulatedWorld.SHARE;
import static dev.tutti.selection.outcome.SimulatedWorld.TYPES;

import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.decision.RouteBasis;
import dev.tutti.selection.decision.RouteDecider;
import dev.tutti.selection.decision.RouteDecision;
import dev.tutti.selection.decision.RouteQuestion;
import dev.tutti.selection.quality.ModelOutcome;
import dev.tutti.selection.quality.QualityModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Operation of {@code auto} in a simulated world: an outcome of 0 or 1 is told of every call, and
 * four times the model that was asked most since becomes much worse.
 */
final class SimulatedOperation {
  private static final int REFRESH = 100;
  private static final int SOON = 2_000;
  private static final int SHOCKS = 4;
  private static final double RARE = .1;

  private final SimulatedWorld world;
  private final int calls;
  private final boolean recovers;
  private final RouteDecider decider = SimulatedWorld.decider();
  private final int[] asked = new int[MODELS];
  private final double[] utilityOfModel = new double[MODELS];
  private final double[][] utilityOfPair = new double[MODELS][TYPES];
  private final List<String> found = new ArrayList<>();
  private final ExplorationShare share = new ExplorationShare();
  private final PromptLearning learning =
      new PromptLearning(
          SimulatedWorld.ANALYZER, decider.fleet()::belief, drift -> alarm(drift.model()));
  private QualityModel known = learning.model();
  private double utility;
  private double bestNow;
  private int alarms;
  private int tried;
  private int call;
  private int shocked = -1;
  private int shockedAt;

  private SimulatedOperation(long seed, int calls, boolean recovers) {
    this.world = new SimulatedWorld(seed);
    this.calls = calls;
    this.recovers = recovers;
  }

  /**
   * Figures of an operation, of utility for each call.
   *
   * @param bestModel utility of the best fixed model
   * @param bestPolicy utility of the best fixed model for each type of task, known beforehand
   * @param bestNow utility of the best model at each moment
   * @param tried share of calls that were tries
   * @param found how each model was found that has become worse; less than {@code shocks} where
   *     some were not
   */
  record Figures(
      double utility,
      double bestModel,
      double bestPolicy,
      double bestNow,
      double tried,
      List<String> found,
      int shocks,
      int alarms) {
    boolean isGood() {
      return utility > bestModel && tried <= SHARE && found.size() == shocks;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "utility %.4f a call; best fixed model %.4f, best fixed model for each type of task %.4f (regret %.4f), best at each moment %.4f (regret %.4f); tried %.2f %% of at most %.0f; %d of %d found: %s; %d alarms",
          utility,
          bestModel,
          bestPolicy,
          bestPolicy - utility,
          bestNow,
          bestNow - utility,
          100 * tried,
          100 * SHARE,
          found.size(),
          shocks,
          found,
          alarms);
    }
  }

  /**
   * Runs one.
   *
   * @param recovers whether a model that has become worse is again what it was when the next one
   *     becomes worse
   */
  static Figures run(long seed, int calls, boolean recovers) {
    return new SimulatedOperation(seed, calls, recovers).run();
  }

  private Figures run() {
    int period = calls / (SHOCKS + 1);
    for (call = 0; call < calls; call++) {
      world.drift();
      if (call > 0 && call % period == 0 && call / period <= SHOCKS) {
        shock();
      }
      if (call % REFRESH == 0) {
        known = learning.model();
      }
      step(world.random.nextInt(TYPES));
      if (shocked >= 0 && call == shockedAt + SOON) {
        left();
      }
    }
    return new Figures(
        utility / calls,
        Arrays.stream(utilityOfModel).max().orElseThrow() / calls,
        bestPolicy(),
        bestNow / calls,
        (double) tried / calls,
        List.copyOf(found),
        SHOCKS,
        alarms);
  }

  private void alarm(String model) {
    alarms++;
    if (shocked == SimulatedWorld.index(model)) {
      int after = call - shockedAt;
      if (after <= SOON) {
        found.add("%s after %d calls".formatted(model, after));
      }
      shocked = -1;
    }
  }

  private void step(int type) {
    var question = world.question(type, QualityKnob.usual(decider.settings().quality()));
    var decided = decide(question).model();
    int model = SimulatedWorld.index(decided);
    asked[model]++;
    utility += world.worth(model, type);
    bestNow += world.best(type);
    for (int other = 0; other < MODELS; other++) {
      utilityOfModel[other] += world.worth(other, type);
      utilityOfPair[other][type] += world.worth(other, type);
    }
    double score = world.random.nextDouble() < world.quality(model, type) ? 1 : 0;
    learning.learn(decided, question.vector(), ModelOutcome.of(score), 1, true);
  }

  private RouteDecision decide(RouteQuestion question) {
    if (!share.take(SHARE, world.random)) {
      return decider.decide(question, known);
    }
    var decision = decider.explore(question, known, world.random);
    tried += decision.basis() == RouteBasis.EXPLORATION ? 1 : 0;
    return decision;
  }

  /** The model that was asked most since the last time becomes much worse. */
  private void shock() {
    int most = 0;
    for (int model = 1; model < MODELS; model++) {
      most = asked[model] > asked[most] ? model : most;
    }
    Arrays.fill(asked, 0);
    if (recovers) {
      world.recover();
    }
    world.worsen(most);
    shocked = most;
    shockedAt = call;
  }

  /** A model that is hardly asked any more, as it is known to be worse, needs no alarm. */
  private void left() {
    if (asked[shocked] < RARE * SOON) {
      found.add("m%d left after %d answers".formatted(shocked, asked[shocked]));
      shocked = -1;
    }
  }

  private double bestPolicy() {
    double sum = 0;
    for (int type = 0; type < TYPES; type++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int model = 0; model < MODELS; model++) {
        best = Math.max(best, utilityOfPair[model][type]);
      }
      sum += best;
    }
    return sum / calls;
  }
}

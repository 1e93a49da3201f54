package dev.tutti.selection.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Usage;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.decision.CostEstimate;
import dev.tutti.selection.decision.ExplorationSettings;
import dev.tutti.selection.decision.Fleet;
import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.decision.RequestNeeds;
import dev.tutti.selection.decision.RouteBasis;
import dev.tutti.selection.decision.RouteDecider;
import dev.tutti.selection.decision.RouteDecision;
import dev.tutti.selection.decision.RouteQuestion;
import dev.tutti.selection.decision.SelectionSettings;
import dev.tutti.selection.quality.ModelOutcome;
import dev.tutti.selection.quality.PromptVector;
import dev.tutti.selection.quality.QualityModel;
import dev.tutti.selection.rule.RuleSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Many calls among ten models whose quality for each type of task nobody knows, and drifts: slowly
 * all the time, and at once four times, each time in the model that is asked most. An outcome of 0
 * or 1 is told of every call. With {@code -Dtutti.simulated.calls=100000} it takes half a minute.
 */
class SimulatedOperationTest {
  private static final int CALLS = Integer.getInteger("tutti.simulated.calls", 20_000);
  private static final int MODELS = 10;
  private static final int SHOCK = CALLS / 5;
  private static final int REFRESH = 100;
  private static final int SOON = 2_000;
  private static final double RARE = .1;
  private static final int PERIOD = 10_000;
  private static final long BUDGET = 300_000_000;
  private static final double SHARE = .05;
  private static final long SEED = 20_261_130;

  /** What is asked, for each type of task. */
  private static final List<List<String>> PROMPTS =
      List.of(
          List.of("Write a Python function that sorts a list", "Fix this Java method"),
          List.of("Solve 2x + 5 = 17 for x", "Prove that the sum of two odd numbers is even"),
          List.of("Translate into French: good morning", "翻译成英文：今天天气很好"),
          List.of("Compare solar and nuclear energy", "Analyse the causes of the crisis"),
          List.of("Hello, how are you today?", "Tell me a joke please"),
          List.of("Extract all names from this letter", "List every date in the text below"));

  private static final PromptAnalyzer ANALYZER = PromptAnalyzer.shipped();
  private static final int TYPES = PROMPTS.size();

  /** The world: what models cost and how good they are. */
  private static final class World {
    final Random random = new Random(SEED);
    final double[] prices = new double[MODELS];
    final double[][] quality = new double[MODELS][TYPES];
    final double[] shock = new double[MODELS];

    World() {
      for (int model = 0; model < MODELS; model++) {
        prices[model] = Math.pow(10, -1 + 2.0 * model / (MODELS - 1));
        for (int type = 0; type < TYPES; type++) {
          double usual = .5 + .4 * model / (MODELS - 1);
          quality[model][type] = Math.clamp(usual + .25 * random.nextGaussian(), .05, .98);
        }
      }
    }

    double quality(int model, int type) {
      return Math.clamp(quality[model][type] - shock[model], .02, .98);
    }

    void drift() {
      for (var types : quality) {
        for (int type = 0; type < types.length; type++) {
          types[type] = Math.clamp(types[type] + .0005 * random.nextGaussian(), .05, .98);
        }
      }
    }
  }

  private static final CostEstimate COSTS =
      (target, usage) ->
          OptionalLong.of(
              Math.round(
                  1_000
                      * usage.total()
                      * Math.pow(10, -1 + 2.0 * index(target.model()) / (MODELS - 1))));

  private static int index(String model) {
    return Integer.parseInt(model.substring(1));
  }

  private static RouteDecider decider() {
    var usual = SelectionSettings.DEFAULT;
    var settings =
        new SelectionSettings(
            true,
            usual.quality(),
            usual.candidates(),
            "",
            Map.of(),
            List.of(),
            usual.zone(),
            usual.strategies(),
            "",
            usual.sticky(),
            new ExplorationSettings(SHARE, .4),
            usual.learning());
    var targets = new LinkedHashMap<String, List<DeploymentId>>();
    for (int model = 0; model < MODELS; model++) {
      targets.put("m" + model, List.of(new DeploymentId("up", "m" + model)));
    }
    var fleet = Fleet.of(targets, Map.of(), COSTS, _ -> Duration.ZERO);
    return new RouteDecider(settings, fleet, settings.compiledRules(), COSTS, _ -> false);
  }

  private static RouteQuestion question(int type, Random random, QualityKnob knob) {
    var texts = PROMPTS.get(type);
    var text = texts.get(random.nextInt(texts.size()));
    var analysis = ANALYZER.analyze(text);
    return new RouteQuestion(
        analysis,
        PromptVector.of(text, analysis),
        RequestNeeds.LITTLE,
        new RuleSubject(text, analysis.taskType(), "", "", "", Set.of(), Instant.EPOCH),
        knob,
        _ -> true);
  }

  /** The operation: what was decided, and what came of it. */
  private static final class Operation {
    final World world = new World();
    final RouteDecider decider = decider();
    final List<Integer> alarms = new ArrayList<>();
    final int[] asked = new int[MODELS];
    final double[] utilityOfModel = new double[MODELS];
    final double[][] utilityOfPair = new double[MODELS][TYPES];
    final List<String> found = new ArrayList<>();
    final ExplorationShare share = new ExplorationShare();
    final PromptLearning learning =
        new PromptLearning(ANALYZER, decider.fleet()::belief, drift -> alarm(drift.model()));
    QualityModel known = learning.model();
    double utility;
    int tried;
    int call;
    int shocked = -1;
    int shockedAt;

    private void alarm(String model) {
      alarms.add(call);
      if (shocked == index(model)) {
        int after = call - shockedAt;
        if (after <= SOON) {
          found.add("%s after %d calls".formatted(model, after));
        }
        shocked = -1;
      }
    }

    void run() {
      for (call = 0; call < CALLS; call++) {
        world.drift();
        if (call > 0 && call % SHOCK == 0) {
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
    }

    private void step(int type) {
      var question = question(type, world.random, QualityKnob.usual(decider.settings().quality()));
      var decision = decide(question);
      int model = index(decision.model());
      asked[model]++;
      utility += worth(model, type);
      for (int other = 0; other < MODELS; other++) {
        utilityOfModel[other] += worth(other, type);
        utilityOfPair[other][type] += worth(other, type);
      }
      double score = world.random.nextDouble() < world.quality(model, type) ? 1 : 0;
      learning.learn(decision.model(), question.vector(), ModelOutcome.of(score), 1, true);
    }

    private RouteDecision decide(RouteQuestion question) {
      if (!share.take(SHARE, world.random)) {
        return decider.decide(question, known);
      }
      var decision = decider.explore(question, known, world.random);
      tried += decision.basis() == RouteBasis.EXPLORATION ? 1 : 0;
      return decision;
    }

    /** Quality less what the knob of 0.7 makes of the cost. */
    private double worth(int model, int type) {
      double ratio = .3 / .7;
      return world.quality(model, type)
          - ratio * ratio * world.prices[model] / world.prices[MODELS - 1];
    }

    /** The model that was asked most since the last time becomes much worse. */
    private void shock() {
      int most = 0;
      for (int model = 1; model < MODELS; model++) {
        most = asked[model] > asked[most] ? model : most;
      }
      Arrays.fill(asked, 0);
      world.shock[most] += .4;
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

    double bestModel() {
      return Arrays.stream(utilityOfModel).max().orElseThrow() / CALLS;
    }

    double bestPolicy() {
      double sum = 0;
      for (int type = 0; type < TYPES; type++) {
        double best = -CALLS;
        for (int model = 0; model < MODELS; model++) {
          best = Math.max(best, utilityOfPair[model][type]);
        }
        sum += best;
      }
      return sum / CALLS;
    }
  }

  @Test
  void it_is_better_than_any_fixed_policy_and_finds_drifts() {
    long began = System.nanoTime();
    var operation = new Operation();
    operation.run();
    double mean = operation.utility / CALLS;
    var figures =
        "seed %d: utility %.4f a call; best fixed model %.4f, best fixed model for each task type %.4f; tried %.2f %%; found: %s; alarms %d; %.1f s"
            .formatted(
                SEED,
                mean,
                operation.bestModel(),
                operation.bestPolicy(),
                100.0 * operation.tried / CALLS,
                operation.found,
                operation.alarms.size(),
                (System.nanoTime() - began) / 1e9);
    System.out.println(figures);
    assertThat(mean).as(figures).isGreaterThan(operation.bestModel());
    assertThat((double) operation.tried / CALLS).as(figures).isLessThanOrEqualTo(SHARE);
    assertThat(operation.found).as(figures).hasSize(CALLS / SHOCK - 1);
  }

  /** Answers that a budget of a period pays for. */
  private static int answered(boolean bending) {
    var random = new Random(SEED);
    var decider = decider();
    var known = QualityModel.of(decider.fleet()::belief);
    long spent = 0;
    int answered = 0;
    for (int call = 0; call < PERIOD; call++) {
      var usual = QualityKnob.usual(.9);
      var knob = bending ? usual.bent("key/k/day", 1 - (double) spent / BUDGET) : usual;
      var decision = decider.decide(question(random.nextInt(TYPES), random, knob), known);
      long cost =
          COSTS
              .nanoDollars(new DeploymentId("up", decision.model()), Usage.of(100, 256))
              .orElseThrow();
      if (spent + cost <= BUDGET) { // as budgets reserve it
        spent += cost;
        answered++;
      }
    }
    assertThat(spent).as("seed " + SEED).isLessThanOrEqualTo(BUDGET);
    return answered;
  }

  @Test
  void a_budget_that_bends_the_knob_pays_for_many_more_answers() {
    int bent = answered(true);
    int straight = answered(false);
    System.out.printf(
        "seed %d: %d answers of %d, %d without bending%n", SEED, bent, PERIOD, straight);
    assertThat(bent).isGreaterThan(3 * straight);
  }
}

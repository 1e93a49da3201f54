package dev.tutti.selection.outcome;

import dev.tutti.call.DeploymentId;
import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.decision.CostEstimate;
import dev.tutti.selection.decision.ExplorationSettings;
import dev.tutti.selection.decision.Fleet;
import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.decision.RequestNeeds;
import dev.tutti.selection.decision.RouteDecider;
import dev.tutti.selection.decision.RouteQuestion;
import dev.tutti.selection.decision.SelectionSettings;
import dev.tutti.selection.quality.PromptVector;
import dev.tutti.selection.rule.RuleSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * World of ten models with prices from 0.1 to 10 and a hidden quality for each type of task, which
 * drifts slowly all the time, and by shocks.
 */
final class SimulatedWorld {
  static final int MODELS = 10;
  static final double SHARE = .05;
  static final PromptAnalyzer ANALYZER = PromptAnalyzer.shipped();

  /** What is asked, for each type of task. */
  private static final List<List<String>> PROMPTS =
      List.of(
          List.of("Write a Python function that sorts a list", "Fix this Java method"),
          List.of("Solve 2x + 5 = 17 for x", "Prove that the sum of two odd numbers is even"),
          List.of("Translate into French: good morning", "翻译成英文：今天天气很好"),
          List.of("Compare solar and nuclear energy", "Analyse the causes of the crisis"),
          List.of("Hello, how are you today?", "Tell me a joke please"),
          List.of("Extract all names from this letter", "List every date in the text below"));

  static final int TYPES = PROMPTS.size();

  static final CostEstimate COSTS =
      (target, usage) -> OptionalLong.of(Math.round(1_000 * usage.total() * price(target.model())));

  private static final double STEP = .0005;
  private static final double WORSE = .4;

  final Random random;
  private final double[][] quality = new double[MODELS][TYPES];
  private final double[] shock = new double[MODELS];
  private final Map<String, PromptAnalysis> analyses = new HashMap<>();
  private final Map<String, PromptVector> vectors = new HashMap<>();

  SimulatedWorld(long seed) {
    random = new Random(seed);
    for (int model = 0; model < MODELS; model++) {
      for (int type = 0; type < TYPES; type++) {
        double usual = .5 + .4 * model / (MODELS - 1);
        quality[model][type] = Math.clamp(usual + .25 * random.nextGaussian(), .05, .98);
      }
    }
  }

  static int index(String model) {
    return Integer.parseInt(model.substring(1));
  }

  private static double price(String model) {
    return Math.pow(10, -1 + 2.0 * index(model) / (MODELS - 1));
  }

  /** How good a model is at a type of task now. */
  double quality(int model, int type) {
    return Math.clamp(quality[model][type] - shock[model], .02, .98);
  }

  /** Quality less what the knob of 0.7 makes of the cost. */
  double worth(int model, int type) {
    double ratio = .3 / .7;
    return quality(model, type) - ratio * ratio * price("m" + model) / price("m" + (MODELS - 1));
  }

  /** The most that an answer to a type of task can be worth now. */
  double best(int type) {
    double best = Double.NEGATIVE_INFINITY;
    for (int model = 0; model < MODELS; model++) {
      best = Math.max(best, worth(model, type));
    }
    return best;
  }

  /** All models become a little better or worse. */
  void drift() {
    for (var types : quality) {
      for (int type = 0; type < types.length; type++) {
        types[type] = Math.clamp(types[type] + STEP * random.nextGaussian(), .05, .98);
      }
    }
  }

  /** A model becomes much worse at everything. */
  void worsen(int model) {
    shock[model] += WORSE;
  }

  /** All models are again what they were but for their drifts. */
  void recover() {
    Arrays.fill(shock, 0);
  }

  /** A decider for these models, with a share of tries. */
  static RouteDecider decider() {
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

  /** A question of a type of task. */
  RouteQuestion question(int type, QualityKnob knob) {
    var texts = PROMPTS.get(type);
    var text = texts.get(random.nextInt(texts.size()));
    var analysis = analyses.computeIfAbsent(text, ANALYZER::analyze);
    return new RouteQuestion(
        analysis,
        vectors.computeIfAbsent(text, _ -> PromptVector.of(text, analysis)),
        RequestNeeds.LITTLE,
        new RuleSubject(text, analysis.taskType(), "", "", "", Set.of(), Instant.EPOCH),
        knob,
        _ -> true);
  }
}

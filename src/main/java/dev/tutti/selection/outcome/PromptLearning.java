package dev.tutti.selection.outcome;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.analysis.PromptLanguage;
import dev.tutti.selection.analysis.RouteStrategy;
import dev.tutti.selection.analysis.TaskType;
import dev.tutti.selection.outcome.DriftDetector.Drift;
import dev.tutti.selection.quality.ModelOutcome;
import dev.tutti.selection.quality.PromptVector;
import dev.tutti.selection.quality.QualityLearner;
import dev.tutti.selection.quality.QualityModel;
import dev.tutti.selection.quality.QualityPriors;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Learning of rows by one thread: their prompts' features, the learner, and who has drifted. After
 * a drift only the latest outcomes of the model count. Confined to the thread that learns, except
 * {@link #remember}.
 */
final class PromptLearning {
  private static final int REMEMBERED = 5_000;
  private static final int LATEST = 64;
  private static final int MOST_MODELS = 200;
  private static final long ENOUGH = 50;

  /** So many outcomes are compared with the same expectations. */
  private static final int AS_OF = 100;

  private final PromptAnalyzer analyzer;
  private final QualityPriors priors;
  private final Consumer<Drift> alarm;
  private final DriftDetector drifts = new DriftDetector();
  private final Map<String, Deque<Learned>> latest = new HashMap<>();
  private final Cache<String, PromptVector> vectors =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private QualityLearner learner;
  private QualityModel known;
  private long watched;

  PromptLearning(PromptAnalyzer analyzer, QualityPriors priors, Consumer<Drift> alarm) {
    this.analyzer = analyzer;
    this.priors = priors;
    this.alarm = alarm;
    this.learner = new QualityLearner(priors);
    this.known = learner.model();
  }

  /** An outcome that was learned. */
  private record Learned(PromptVector prompt, ModelOutcome outcome, double weight) {}

  /** Begins anew, with what was learned before or with nothing. */
  void begin(byte[] learned) {
    learner = learned.length == 0 ? new QualityLearner(priors) : QualityLearner.of(learned, priors);
    latest.clear();
    watched = 0;
  }

  /** Remembers the features of a call's prompt for a while, as its words are not kept. */
  void remember(String call, PromptVector prompt) {
    vectors.put(call, prompt);
  }

  /**
   * Learns from a row.
   *
   * @param watched whether it tells how models are now, rather than how they were
   */
  void learn(OutcomeRow row, boolean watched) {
    var prompt = vector(row);
    row.outcomes()
        .forEach((model, outcome) -> learn(model, prompt, outcome, row.weight(), watched));
  }

  /** The same of one outcome. */
  void learn(
      String model, PromptVector prompt, ModelOutcome outcome, double weight, boolean watched) {
    if (watched) {
      watch(model, prompt, outcome, weight);
    }
    learner.learn(prompt, model, outcome, weight);
    if (latest.size() < MOST_MODELS || latest.containsKey(model)) {
      var few = latest.computeIfAbsent(model, _ -> new ArrayDeque<>());
      few.addLast(new Learned(prompt, outcome, weight));
      if (few.size() > LATEST) {
        few.removeFirst();
      }
    }
  }

  private void watch(String model, PromptVector prompt, ModelOutcome outcome, double weight) {
    if (watched++ % AS_OF == 0) {
      known = learner.model();
    }
    var expected = known.predict(model, prompt);
    if (expected.outcomes() < ENOUGH) {
      return;
    }
    drifts
        .take(model, outcome.score(), expected.mean(), weight)
        .ifPresent(
            drift -> {
              relearn(model);
              watched = 0;
              alarm.accept(drift);
            });
  }

  private void relearn(String model) {
    learner.forget(model);
    List.copyOf(latest.getOrDefault(model, new ArrayDeque<>()))
        .forEach(each -> learner.learn(each.prompt, model, each.outcome, each.weight));
  }

  private PromptVector vector(OutcomeRow row) {
    var known = row.call().isEmpty() ? null : vectors.getIfPresent(row.call());
    if (known != null) {
      return known;
    }
    var analysis = row.prompt().isEmpty() ? kept(row) : analyzer.analyze(row.prompt());
    return PromptVector.of(row.prompt(), analysis);
  }

  /** What was kept of the analysis of a prompt whose words were not. */
  private static PromptAnalysis kept(OutcomeRow row) {
    return new PromptAnalysis(
        Math.clamp(row.complexity(), 0, 1),
        TaskType.of(row.task()).orElse(TaskType.QUESTION_ANSWERING),
        1,
        PromptLanguage.OTHER,
        RouteStrategy.DEFAULT,
        List.of());
  }

  QualityModel model() {
    return learner.model();
  }

  byte[] bytes() {
    return learner.bytes();
  }
}

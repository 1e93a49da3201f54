package dev.tutti.selection.analysis;

import dev.tutti.selection.keyword.KeywordText;
import java.util.List;

/**
 * Analysis of prompts without a model: task type, complexity, language, strategy, with reasons in
 * words. Immutable and thread-safe.
 */
public final class PromptAnalyzer {
  private static final List<TaskType> TYPES = List.of(TaskType.values());
  private static final int MOST_READ = 8_000;
  private static final double SIMPLE = .3;
  private static final double HARD = .65;

  private final TaskClassifier classifier;

  private PromptAnalyzer(TaskClassifier classifier) {
    this.classifier = classifier;
  }

  /** The analyzer with the weights that come with Tutti, which every call reads anew. */
  public static PromptAnalyzer shipped() {
    return new PromptAnalyzer(TaskClassifier.shipped());
  }

  static PromptAnalyzer of(TaskClassifier classifier) {
    return new PromptAnalyzer(classifier);
  }

  /**
   * Analyses the text of a user; of a long one only the beginning and the end count.
   *
   * @param text of the user alone, never the system prompt or what a harness adds; may be empty
   */
  public PromptAnalysis analyze(String text) {
    var shape = PromptShape.of(text);
    var instruction = instruction(text);
    var cues = CueWords.in(instruction);
    var probabilities = classifier.probabilities(TaskFeatures.of(instruction, shape, cues));
    var type = ComplexityScore.isArithmetic(shape) ? TaskType.MATHS : best(probabilities);
    var signals = ComplexityScore.signals(type, shape, cues);
    double complexity = ComplexityScore.of(type, signals);
    return new PromptAnalysis(
        complexity,
        type,
        probabilities[type.index()],
        LanguageScan.of(text),
        strategy(type, complexity, signals),
        signals);
  }

  /** The instruction of a prompt, folded; of a long prompt the beginning counts. */
  static String instruction(String text) {
    var read = text.length() > MOST_READ ? text.substring(0, MOST_READ) : text;
    return KeywordText.of(read).instruction();
  }

  private static TaskType best(double[] probabilities) {
    int best = 0;
    for (int type = 1; type < probabilities.length; type++) {
      best = probabilities[type] > probabilities[best] ? type : best;
    }
    return TYPES.get(best);
  }

  /** A light model needs a signal that speaks for it; where nothing speaks, it is the default. */
  private static RouteStrategy strategy(
      TaskType type, double complexity, List<PromptSignal> signals) {
    if (signals.isEmpty()) {
      return RouteStrategy.DEFAULT;
    }
    if (complexity >= HARD) {
      return RouteStrategy.REASONING;
    }
    if (complexity <= SIMPLE) {
      boolean simple = signals.stream().anyMatch(each -> each.weight() <= -.1);
      return simple ? RouteStrategy.LIGHT : RouteStrategy.DEFAULT;
    }
    return switch (type) {
      case CREATIVE_WRITING, SUMMARISING, ANALYSIS -> RouteStrategy.COOPERATION;
      case MATHS, REASONING, QUESTION_ANSWERING, CLASSIFICATION, EXTRACTION, DATA ->
          RouteStrategy.CASCADE;
      case CODE, TRANSLATION, CHAT -> RouteStrategy.DEFAULT;
    };
  }
}

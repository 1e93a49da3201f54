package dev.tutti.selection.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Complexity of a prompt: what its kind of task takes in general, moved by signals. A signal that
 * speaks for something simple counts in short prompts only.
 */
final class ComplexityScore {
  private static final int SHORT_TERMS = 24;
  private static final int GREETING_TERMS = 8;
  private static final int LONG = 800;
  private static final int VERY_LONG = 3_000;
  private static final int SHORT_TRANSLATION = 120;
  private static final int MANY_NUMBERS = 3;
  private static final int FORMULA = 6;
  private static final double PER_NUMBER = .04;
  private static final double MOST_NUMBERS = .2;

  private final TaskType type;
  private final PromptShape shape;
  private final List<PromptSignal> signals = new ArrayList<>();

  private ComplexityScore(TaskType type, PromptShape shape) {
    this.type = type;
    this.shape = shape;
  }

  /** The signals of a prompt, the heaviest first. */
  static List<PromptSignal> signals(TaskType type, PromptShape shape, Map<Cue, String> cues) {
    var score = new ComplexityScore(type, shape);
    cues.forEach(score::cue);
    score.structure();
    score.signals.sort(
        Comparator.<PromptSignal>comparingDouble(each -> -Math.abs(each.weight()))
            .thenComparing(PromptSignal::name));
    return score.signals;
  }

  /** The complexity that signals make, from 0 to 1. */
  static double of(TaskType type, List<PromptSignal> signals) {
    double sum = base(type) + signals.stream().mapToDouble(PromptSignal::weight).sum();
    return Math.clamp(sum, 0, 1);
  }

  /** What a kind of task takes when nothing else is known. */
  private static double base(TaskType type) {
    return switch (type) {
      case CHAT -> .2;
      case TRANSLATION, CLASSIFICATION, EXTRACTION -> .3;
      case QUESTION_ANSWERING -> .35;
      case MATHS, CREATIVE_WRITING, SUMMARISING -> .4;
      case CODE, DATA -> .45;
      case REASONING -> .5;
      case ANALYSIS -> .55;
    };
  }

  /** Whether a prompt is little but a calculation with a few numbers. */
  static boolean isArithmetic(PromptShape shape) {
    return shape.numbers() >= 2
        && shape.mathSigns() >= 1
        && shape.lines() <= 1
        && shape.terms() <= 6
        && shape.characters() <= 48;
  }

  private void cue(Cue cue, String word) {
    boolean counts =
        switch (cue) {
          case GREETING -> shape.terms() <= GREETING_TERMS;
          case DEFINITION, FACT -> shape.terms() <= SHORT_TERMS && shape.lines() <= 2;
          default -> true;
        };
    if (counts) {
      signals.add(cue.signal(word));
    }
  }

  private void add(String name, double weight, String reason) {
    signals.add(new PromptSignal(name, weight, reason));
  }

  private void structure() {
    if (isArithmetic(shape)) {
      add("arithmetic", -.3, "is a calculation with %d numbers".formatted(shape.numbers()));
    } else if (type == TaskType.MATHS && shape.numbers() > MANY_NUMBERS) {
      double weight = Math.min(MOST_NUMBERS, PER_NUMBER * (shape.numbers() - MANY_NUMBERS));
      add("several_numbers", weight, "has %d numbers".formatted(shape.numbers()));
    }
    if (shape.mathSigns() >= FORMULA) {
      add("formula", .1, "has formulas");
    }
    if (type == TaskType.TRANSLATION && shape.characters() <= SHORT_TRANSLATION) {
      add("short_translation", -.2, "is a short text to translate");
    }
    if (shape.items() >= 2 || shape.questions() >= 3) {
      int parts = Math.max(shape.items(), shape.questions());
      add("several_parts", .1, "has %d parts".formatted(parts));
    }
    if (shape.codeLines() >= 2) {
      add("code", .1, "has %d lines of code".formatted(shape.codeLines()));
    }
    if (shape.options() >= 3) {
      add("choices", .05, "has %d answers to choose from".formatted(shape.options()));
    }
    if (shape.characters() > LONG) {
      boolean very = shape.characters() > VERY_LONG;
      add("long", very ? .2 : .1, "has %d characters".formatted(shape.characters()));
    }
  }
}

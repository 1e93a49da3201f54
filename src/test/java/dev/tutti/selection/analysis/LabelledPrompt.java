package dev.tutti.selection.analysis;

import java.util.Set;

/**
 * Prompt with its task type.
 *
 * @param source where it comes from, such as {@code belle}
 * @param accepted types that count as right, the one to learn first
 * @param weight how much it counts in training
 */
record LabelledPrompt(String source, String text, Set<TaskType> accepted, double weight) {
  LabelledPrompt(String source, String text, TaskType type, double weight) {
    this(source, text, Set.of(type), weight);
  }

  /** The type to learn: of several the one that comes first among all types. */
  TaskType label() {
    return accepted.stream().sorted().findFirst().orElseThrow();
  }

  /** One of some parts, by its text alone. */
  int fold(int folds) {
    return Math.floorMod((text.hashCode() * 0x9E3779B1) >>> 4, folds);
  }
}

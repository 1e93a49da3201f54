package dev.tutti.selection.analysis;

import java.util.List;

/**
 * Facts about a prompt that can be told without a model.
 *
 * @param complexity from 0, trivial, to 1, the hardest
 * @param taskType what it asks for, most likely
 * @param confidence of the task type, from 0 to 1
 * @param language what it is written in
 * @param suggestedStrategy how it may be answered; {@link RouteStrategy#DEFAULT} when nothing
 *     speaks
 * @param signals facts behind the complexity, the heaviest first; none when nothing speaks
 */
public record PromptAnalysis(
    double complexity,
    TaskType taskType,
    double confidence,
    PromptLanguage language,
    RouteStrategy suggestedStrategy,
    List<PromptSignal> signals) {
  public PromptAnalysis {
    if (!(complexity >= 0 && complexity <= 1)) {
      throw new IllegalArgumentException("complexity: %s (expected: 0 to 1)".formatted(complexity));
    }
    signals = List.copyOf(signals);
  }
}

package dev.tutti.cooperation.vote.weight;

import java.util.List;

/** Source of what was learned of panels. Thread-safe. */
@FunctionalInterface
public interface WeightSource {
  /**
   * What is known of a panel.
   *
   * @param panel models, each once, sorted
   */
  PanelWeights of(List<String> panel, String taskType);
}

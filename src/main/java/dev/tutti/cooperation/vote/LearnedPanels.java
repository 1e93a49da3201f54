package dev.tutti.cooperation.vote;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Weights of panels, learned from outcomes when a panel is first seen and again when there are
 * others. Thread-safe.
 */
final class LearnedPanels implements WeightSource {
  private static final int MOST_PANELS = 256;

  private final Supplier<List<OutcomeRow>> rows;
  private final Map<Panel, Learned> learned = new ConcurrentHashMap<>();

  private record Panel(List<String> models, String taskType) {}

  /** Weights, and the outcomes that they are of. */
  private record Learned(List<OutcomeRow> rows, PanelWeights weights) {}

  /**
   * @param rows outcomes at this moment; another list whenever there are others
   */
  LearnedPanels(Supplier<List<OutcomeRow>> rows) {
    this.rows = rows;
  }

  @SuppressWarnings("ReferenceEquality") // another list whenever there are others
  private static boolean isOf(Learned known, List<OutcomeRow> current) {
    return known.rows == current;
  }

  @Override
  public PanelWeights of(List<String> panel, String taskType) {
    var current = rows.get();
    if (current.isEmpty()) {
      return PanelWeights.NONE;
    }
    if (learned.size() >= MOST_PANELS) {
      learned.clear();
    }
    return learned.compute(
            new Panel(panel, taskType),
            (_, known) ->
                known != null && isOf(known, current)
                    ? known
                    : new Learned(current, PanelWeights.of(panel, current, taskType)))
        .weights;
  }
}

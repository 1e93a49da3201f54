package dev.tutti.cooperation.vote.weight;

import static java.util.stream.Collectors.counting;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Weights of panels, learned from outcomes when a panel is first seen and again when there are
 * others. Thread-safe.
 */
public final class LearnedPanels implements WeightSource {
  private static final int MOST_PANELS = 256;

  private final Supplier<List<OutcomeRow>> rows;
  private final Map<Panel, Learned> learned = new ConcurrentHashMap<>();

  /** Held while a panel is learned, which takes a processor: one at a time. */
  private final ReentrantLock learning = new ReentrantLock();

  private final AtomicReference<CountedTypes> types =
      new AtomicReference<>(new CountedTypes(List.of(), Map.of()));

  private record Panel(List<String> models, String taskType) {}

  /** Numbers of outcomes by type of tasks, and the outcomes that they are of. */
  private record CountedTypes(List<OutcomeRow> rows, Map<String, Long> counts) {}

  /** Weights, and the outcomes that they are of, which need not stay once there are others. */
  private record Learned(WeakReference<List<OutcomeRow>> rows, PanelWeights weights) {
    boolean isOf(List<OutcomeRow> current) {
      return rows.refersTo(current);
    }
  }

  /**
   * Learns when it is asked.
   *
   * @param rows outcomes at this moment; another list whenever there are others
   */
  public LearnedPanels(Supplier<List<OutcomeRow>> rows) {
    this.rows = rows;
  }

  @SuppressWarnings("ReferenceEquality") // another list whenever there are others
  private static boolean isSame(List<OutcomeRow> rows, List<OutcomeRow> current) {
    return rows == current;
  }

  /** Whether a type of tasks has outcomes enough for weights of its own. */
  private boolean isOften(String taskType, List<OutcomeRow> current) {
    var counted = types.get();
    if (!isSame(counted.rows, current)) {
      counted =
          new CountedTypes(
              current,
              current.stream().collect(Collectors.groupingBy(OutcomeRow::taskType, counting())));
      types.set(counted);
    }
    return counted.counts.getOrDefault(taskType, 0L) >= PanelWeights.FEWEST_OF_TASK;
  }

  @Override
  public PanelWeights of(List<String> panel, String taskType) {
    var current = rows.get();
    if (current.isEmpty()) {
      return PanelWeights.NONE;
    }
    var key = new Panel(panel, isOften(taskType, current) ? taskType : "");
    var known = learned.get(key);
    if (known != null && (known.isOf(current) || learning.isLocked())) {
      return known.weights; // what was known before does while others learn
    }
    learning.lock();
    try {
      return learned(key, current).weights;
    } finally {
      learning.unlock();
    }
  }

  private Learned learned(Panel panel, List<OutcomeRow> current) {
    var known = learned.get(panel);
    if (known != null && known.isOf(current)) {
      return known;
    }
    if (learned.size() >= MOST_PANELS) {
      learned.clear();
    }
    var weights = PanelWeights.of(panel.models, current, panel.taskType);
    var fresh = new Learned(new WeakReference<>(current), weights);
    learned.put(panel, fresh);
    return fresh;
  }
}

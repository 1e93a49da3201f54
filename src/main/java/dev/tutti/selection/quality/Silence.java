package dev.tutti.selection.quality;

import dev.tutti.selection.analysis.TaskType;
import java.util.Map;
import java.util.TreeMap;

/**
 * Silence of models at one moment: how many outcomes of others have come since the last one of
 * theirs, for each task type. Counted since the process began. Immutable.
 */
final class Silence {
  static final Silence NONE = new Silence(new long[TaskType.values().length], Map.of());

  /** How many outcomes have come. */
  private final long[] taken;

  /** For each model the number of its last outcome, 0 for none. */
  private final Map<String, long[]> heard;

  private Silence(long[] taken, Map<String, long[]> heard) {
    this.taken = taken;
    this.heard = heard;
  }

  /** The same after one more outcome. */
  Silence broken(String model, TaskType type) {
    var now = taken.clone();
    now[type.index()]++;
    var last = heard.getOrDefault(model, NONE.taken).clone();
    last[type.index()] = now[type.index()];
    var all = new TreeMap<>(heard);
    all.put(model, last);
    return new Silence(now, all);
  }

  /** Outcomes on prompts of a task type since the last one of a model. */
  long of(String model, TaskType type) {
    return taken[type.index()] - heard.getOrDefault(model, NONE.taken)[type.index()];
  }
}

package dev.tutti.task.line;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Processors that tasks which compute keep busy, each as many as it is expected to: the measured
 * load of the machine says nothing yet of those that have just begun. Thread-safe.
 */
final class CpuShares {
  private final double most;
  private final Map<String, Double> shares = new HashMap<>();
  private double busy;

  /**
   * @param most processors that may be busy
   */
  CpuShares(double most) {
    this.most = most;
  }

  /** Takes processors for a task, or says why that is too much; one task may always run. */
  synchronized Optional<String> take(String task, double share) {
    if (!shares.isEmpty() && busy + share > most) {
      return Optional.of(
          "tasks that run keep %.1f processors busy, this one %.1f (at most %.1f)"
              .formatted(busy, share, most));
    }
    var before = shares.put(task, share);
    busy += share - (before == null ? 0 : before);
    return Optional.empty();
  }

  /** A task has ended, or was not begun after all. */
  synchronized void ended(String task) {
    var share = shares.remove(task);
    if (share != null) {
      busy = shares.isEmpty() ? 0 : busy - share;
    }
  }
}

package dev.tutti.task.probe;

import java.util.ServiceLoader;

/**
 * Probe that is told of every point in the lives of tasks, such as of a test that ends the process
 * there. Found by the service loader; thread-safe, and fast.
 */
@FunctionalInterface
public interface TaskProbe {
  /** Probe that does nothing. */
  TaskProbe NONE = (_, _) -> {};

  /**
   * Takes note of a point; on whatever thread has come there.
   *
   * @param task its id; empty where it is not about one
   */
  void at(TaskPoint point, String task);

  /** The first probe on the class path, or the one that does nothing. */
  static TaskProbe loaded() {
    return ServiceLoader.load(TaskProbe.class).findFirst().orElse(NONE);
  }
}

package dev.tutti.task.run;

import dev.tutti.task.api.TaskReason;
import dev.tutti.task.line.Admission;
import dev.tutti.task.line.LineEntry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Places of tasks that last for hours or days, such as batches: a quarter of the workers is left to
 * others, so that whoever has many batches stops nobody's tasks. Thread-safe; one thread at a time
 * begins.
 */
final class LastingTasks {
  private final Predicate<String> lasts;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  /**
   * @param lasts whether tasks of a kind do
   */
  LastingTasks(Predicate<String> lasts) {
    this.lasts = lasts;
  }

  /** Answer to a task that has to wait; the tasks of each owner are held by themselves. */
  Optional<Admission> hold(LineEntry entry, int workers) {
    int most = Math.max(1, workers - Math.ceilDiv(workers, 4));
    return running.size() >= most && lasts(entry)
        ? Optional.of(
            new Admission.Held(
                "lasting " + entry.owner(),
                new TaskReason(
                    "lasting",
                    "%d tasks that last run (at most %d of %d workers)"
                        .formatted(running.size(), most, workers))))
        : Optional.empty();
  }

  /** Whether a task is one of them. */
  boolean lasts(LineEntry entry) {
    return lasts.test(entry.work().kind());
  }

  /** A task that was admitted begins. */
  void begun(LineEntry entry) {
    if (lasts(entry)) {
      running.add(entry.id());
    }
  }

  /** A task runs no more. */
  void ended(String task) {
    running.remove(task);
  }
}

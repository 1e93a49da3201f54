package dev.tutti.task.run;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Quarantine of tasks that were running each time when the server ended without a farewell. One of
 * them may have ended it, so no two of them run at once: who runs when it happens again is the
 * culprit, and the others are not counted out with it. Thread-safe; one thread at a time begins.
 */
final class Quarantine {
  private final Set<String> suspects = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable String> running = new AtomicReference<>();

  /** Suspects these. */
  void add(Collection<String> tasks) {
    suspects.addAll(tasks);
  }

  /** Whether a task may begin now. */
  boolean admits(String task) {
    return running.get() == null || !suspects.contains(task);
  }

  /** A task that was admitted begins. */
  void begun(String task) {
    if (suspects.contains(task)) {
      running.set(task);
    }
  }

  /** A task runs no more, and the server has not ended. */
  void ended(String task) {
    if (task.equals(running.get())) {
      running.set(null);
    }
  }
}

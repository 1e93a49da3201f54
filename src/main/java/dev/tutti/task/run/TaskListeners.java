package dev.tutti.task.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Those who wait for something to happen to a task. Thread-safe. */
final class TaskListeners {
  /** Each listener under a token of its own, as the same one may listen twice. */
  private final Map<String, Map<Object, Runnable>> byTask = new ConcurrentHashMap<>();

  /** Calls this whenever a task has changed, until the returned handle is run. */
  Runnable add(String id, Runnable changed) {
    var token = new Object();
    byTask.compute(
        id,
        (_, before) -> {
          var all = before == null ? new ConcurrentHashMap<Object, Runnable>() : before;
          all.put(token, changed);
          return all;
        });
    return () ->
        byTask.computeIfPresent(
            id,
            (_, all) -> {
              all.remove(token);
              return all.isEmpty() ? null : all;
            });
  }

  /** A task has changed. */
  void changed(String id) {
    byTask.getOrDefault(id, Map.of()).values().forEach(Runnable::run);
  }
}

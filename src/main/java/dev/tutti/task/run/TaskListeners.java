package dev.tutti.task.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who wait for something to happen to a task, or to any. Thread-safe. */
final class TaskListeners {
  /** Each listener under a token of its own, as the same one may listen twice. */
  private final Map<String, Map<Object, Runnable>> byTask = new ConcurrentHashMap<>();

  private final List<Consumer<String>> ofAll = new CopyOnWriteArrayList<>();

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

  /** Calls this with the id of each task that has changed. */
  void add(Consumer<String> changed) {
    ofAll.add(changed);
  }

  /** A task has changed. */
  void changed(String id) {
    ofAll.forEach(listener -> listener.accept(id));
    byTask.getOrDefault(id, Map.of()).values().forEach(Runnable::run);
  }
}

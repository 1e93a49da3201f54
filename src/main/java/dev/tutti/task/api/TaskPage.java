package dev.tutti.task.api;

import java.util.List;

/** Page of a list of tasks, the newest first. */
public record TaskPage(List<TaskRecord> tasks, boolean hasMore) {
  /** Keeps a copy. */
  public TaskPage {
    tasks = List.copyOf(tasks);
  }
}

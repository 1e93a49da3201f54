package dev.tutti.task.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Task with its result. Immutable. */
public final class TaskDetail {
  private final TaskRecord task;
  private final @Nullable JsonNode result;

  /**
   * Task at one moment.
   *
   * @param result null while there is none
   */
  public TaskDetail(TaskRecord task, @Nullable JsonNode result) {
    this.task = task;
    this.result = result;
  }

  /** The task. */
  public TaskRecord task() {
    return task;
  }

  /** What it has come to. */
  public Optional<JsonNode> result() {
    return Optional.ofNullable(result);
  }
}

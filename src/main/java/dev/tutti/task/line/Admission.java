package dev.tutti.task.line;

import dev.tutti.task.api.TaskReason;

/** Answer to the question whether a task may begin now. */
public sealed interface Admission {
  /** It may. */
  Admission NOW = new Now();

  /** It may. */
  record Now() implements Admission {}

  /** Nobody may before something has ended. */
  record Full(TaskReason hold) implements Admission {}

  /**
   * It may not, nor may others for the same reason; all others may.
   *
   * @param key of those that are held together
   */
  record Held(String key, TaskReason hold) implements Admission {}
}

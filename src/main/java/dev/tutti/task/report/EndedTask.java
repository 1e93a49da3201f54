package dev.tutti.task.report;

import dev.tutti.task.api.TaskPlan;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import java.time.Instant;

/**
 * Task that has ended, as far as an analysis looks at it.
 *
 * @param failures attempts that have failed since it was submitted or requeued
 * @param queued time of waiting, in milliseconds
 * @param ran time of running, in milliseconds
 * @param timeout of an attempt, in milliseconds
 * @param code of the latest failure; empty for none
 * @param requestHash of its submission; empty for a run of a schedule
 */
record EndedTask(
    String kind,
    String subject,
    TaskState state,
    int priority,
    int failures,
    Instant ended,
    long queued,
    long ran,
    long timeout,
    TaskUsage usage,
    String code,
    String requestHash,
    TaskPlan plan) {
  long tokens() {
    return usage.tokens();
  }

  long nanoDollars() {
    return usage.nanoDollars();
  }

  boolean hasSucceeded() {
    return state == TaskState.SUCCEEDED;
  }

  /** Whether something of it has failed, whatever it came to. */
  boolean hasFailed() {
    return failures > 0 || (state.isRequeueable() && state != TaskState.CANCELLED);
  }
}

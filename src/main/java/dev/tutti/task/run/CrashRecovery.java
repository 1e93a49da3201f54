package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.store.StepJournal.JournalStep;
import dev.tutti.task.store.TaskEventTable;
import dev.tutti.task.store.TaskFailureTable;
import dev.tutti.task.store.TaskStateTable;
import dev.tutti.task.store.TaskStepTable;
import dev.tutti.task.store.TaskStepTable.StepWrite;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Recovery of tasks that were running when an earlier run of the server ended without a farewell.
 * They go back into the line, but for those during which that has happened time and again although
 * no step was finished between: such a task may be what ends the server, and is dead.
 */
final class CrashRecovery {
  /** Crashes after which a task runs beside no other one of the kind. */
  static final int SUSPECT = 3;

  /** Crashes after which a task is dead. */
  static final int MOST = 10;

  private CrashRecovery() {}

  /**
   * Outcome of a recovery.
   *
   * @param left tasks that were running
   * @param suspects tasks that may have ended the server
   */
  record Recovered(int left, List<String> suspects) {}

  /** Writes steps of attempts that were running and that only their journal has. */
  static void takeOver(Handle handle, List<JournalStep> steps, Instant now) {
    for (var step : steps) {
      var fence = step.fence();
      var write = TaskStepTable.put(handle, fence, step.name(), step.hash(), step.result(), now);
      if (write == StepWrite.WRITTEN) {
        TaskStateTable.used(handle, fence.task(), step.result().usage());
        TaskEventTable.addStep(handle, fence.task(), step.name(), now);
      }
    }
  }

  /**
   * Gives back what other runs of the server have left running.
   *
   * @param node this run
   */
  static Recovered run(Handle handle, String node, Instant now) {
    var left = TaskStateTable.recover(handle, node);
    for (var task : left) {
      var data = TaskEvents.status(TaskState.PENDING).put("attempt", task.attempt());
      TaskEventTable.add(handle, task.id(), TaskEvents.INTERRUPTED, data, now);
      if (task.crashes() >= MOST) {
        bury(handle, task, now);
      }
    }
    return new Recovered(left.size(), TaskStateTable.crashed(handle, SUSPECT));
  }

  private static void bury(Handle handle, TaskStateTable.InterruptedTask task, Instant now) {
    var why =
        TaskFailure.of(
            Fault.of(
                FaultCode.INTERNAL,
                "the server has ended %d times while this task ran, without a step between (expected: fewer than %d)"
                    .formatted(task.crashes(), MOST)));
    if (TaskStateTable.expire(handle, task.id(), TaskState.DEAD, why, now)) {
      TaskFailureTable.add(handle, task.id(), task.attempt(), why, TaskState.DEAD, now);
      var data = TaskEvents.ended(TaskState.DEAD, task.attempt(), why);
      TaskEventTable.addEnd(handle, task.id(), TaskState.DEAD.word(), data, now);
    }
  }
}

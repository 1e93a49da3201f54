package dev.tutti.task.run;

import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.task.line.TaskSpending;
import dev.tutti.task.store.TaskStateTable.AttemptFence;
import java.util.concurrent.CompletableFuture;

/** Steps of an attempt whose tokens and money count at once for what may begin beside it. */
record CountedSteps(RunningTask.StepLog log, TaskSpending spending, String owner)
    implements RunningTask.StepLog {
  @Override
  public CompletableFuture<Void> finish(
      AttemptFence fence, String name, String requestHash, StepResult result) {
    count(fence, result.usage());
    return log.finish(fence, name, requestHash, result);
  }

  @Override
  public void used(AttemptFence fence, TaskUsage usage) {
    count(fence, usage);
    log.used(fence, usage);
  }

  private void count(AttemptFence fence, TaskUsage usage) {
    if (!usage.equals(TaskUsage.NONE)) {
      spending.used(fence.task(), owner, usage);
    }
  }

  @Override
  public void progress(AttemptFence fence, TaskRecord.TaskProgress progress) {
    log.progress(fence, progress);
  }
}

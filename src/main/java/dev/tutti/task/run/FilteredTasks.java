package dev.tutti.task.run;

import dev.tutti.query.Condition;
import dev.tutti.query.Query;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.store.TaskTable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Tasks of an owner that a filter means, the newest first, at most 1,000: changed a few at a time,
 * as what others write waits meanwhile.
 *
 * @param change changes some; says how many it has changed
 */
record FilteredTasks(
    Store store,
    String owner,
    Query query,
    Function<List<TaskRecord>, CompletableFuture<Integer>> change) {
  private static final int MOST = 1_000;
  private static final int MOST_TOGETHER = 25;

  private static final Condition REQUEUEABLE =
      new Condition(
          "state IN ('failed', 'timed_out', 'cancelled', 'dead') AND schedule = ''", List.of());

  private static final Condition UNFINISHED = new Condition("ended_at IS NULL", List.of());

  /** Changes those that may be requeued; says how many were changed. */
  CompletableFuture<Integer> requeueable() {
    return all(REQUEUEABLE);
  }

  /** Changes those that have not ended; says how many were changed. */
  CompletableFuture<Integer> unfinished() {
    return all(UNFINISHED);
  }

  private CompletableFuture<Integer> all(Condition also) {
    var condition = Condition.all(List.of(query.condition(), also));
    return store
        .read(handle -> TaskTable.newest(handle, owner, condition, Long.MAX_VALUE, MOST))
        .thenCompose(this::few);
  }

  private CompletableFuture<Integer> few(List<TaskRecord> tasks) {
    if (tasks.isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    int end = Math.min(MOST_TOGETHER, tasks.size());
    return change
        .apply(tasks.subList(0, end))
        .thenCompose(done -> few(tasks.subList(end, tasks.size())).thenApply(more -> done + more));
  }
}

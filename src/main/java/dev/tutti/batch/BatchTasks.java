package dev.tutti.batch;

import dev.tutti.call.Caller;
import dev.tutti.security.Principal;
import java.util.concurrent.CompletableFuture;

/** Durable tasks as far as batches need them. Thread-safe; nothing blocks. */
public interface BatchTasks {

  /** Submits the task that runs a batch; completes with its id. */
  CompletableFuture<String> submit(BatchRequest batch, Principal principal, Caller caller);

  /** Ends a task, if it has not ended. */
  CompletableFuture<Boolean> cancel(String owner, String task);

  /** What has become of a task. */
  CompletableFuture<Fate> fate(String owner, String task);

  /**
   * What has become of a task.
   *
   * @param live whether it runs, or will run
   * @param cancelled whether somebody has ended it
   * @param code of its failure, empty for none
   * @param message of its failure, empty for none
   */
  record Fate(boolean live, boolean cancelled, String code, String message) {
    /** It runs, or will run. */
    public static final Fate LIVE = new Fate(true, false, "", "");

    /** Nobody knows it any more. */
    public static final Fate GONE = new Fate(false, false, "task_gone", "its task is not there");
  }
}

package dev.tutti.batch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Batch as it stands in the database.
 *
 * @param id such as {@code batch_3f...}
 * @param output id of the file of results, once there is one
 * @param failures id of the file of errors, once there is one
 * @param errors why it could not be run
 * @param task id of the task that runs it
 * @param usage of models for its lines so far
 */
public record StoredBatch(
    String id,
    String owner,
    BatchRequest request,
    BatchStatus status,
    BatchTimes times,
    BatchCounts counts,
    String output,
    String failures,
    List<BatchError> errors,
    String task,
    BatchUsage usage) {
  /** Checks nothing; keeps a copy. */
  public StoredBatch {
    errors = List.copyOf(errors);
  }

  /** The same as it was when it was made. */
  StoredBatch made() {
    return new StoredBatch(
        id,
        owner,
        request,
        BatchStatus.VALIDATING,
        BatchTimes.created(times.created, times.expires),
        BatchCounts.NONE,
        "",
        "",
        List.of(),
        task,
        BatchUsage.NONE);
  }

  /** Name of the batch that a task runs. */
  public static String idOf(String task) {
    return "batch_" + task.substring(task.indexOf('_') + 1);
  }

  /**
   * Times of a batch.
   *
   * @param expires when it ends, whatever is left
   * @param begun when its lines began to be answered
   * @param finalizing when its results began to become files
   * @param cancelling when somebody wanted its end
   * @param ended when it came to its last status
   */
  public record BatchTimes(
      Instant created,
      Instant expires,
      @Nullable Instant begun,
      @Nullable Instant finalizing,
      @Nullable Instant cancelling,
      @Nullable Instant ended) {

    /** Times of one that was just made. */
    static BatchTimes created(Instant now, Instant expires) {
      return new BatchTimes(now, expires, null, null, null, null);
    }
  }

  /** Time at which it came to a status; empty where it never did. */
  public Optional<Instant> at(BatchStatus which) {
    return Optional.ofNullable(
        switch (which) {
          case VALIDATING -> times.created;
          case IN_PROGRESS -> times.begun;
          case FINALIZING -> times.finalizing;
          case CANCELLING -> times.cancelling;
          case FAILED, COMPLETED, EXPIRED, CANCELLED -> status == which ? times.ended : null;
        });
  }

  /** Name of its file of results, before there is one, too. */
  String outputId() {
    return "file-" + id.substring(id.indexOf('_') + 1) + "-out";
  }

  /** Name of its file of errors, before there is one, too. */
  String failuresId() {
    return "file-" + id.substring(id.indexOf('_') + 1) + "-err";
  }
}

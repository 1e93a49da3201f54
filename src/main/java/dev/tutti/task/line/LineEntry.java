package dev.tutti.task.line;

import dev.tutti.task.api.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * Waiting task as far as its turn depends on it.
 *
 * @param attempt starts so far
 * @param ready instant before which it does not run, in milliseconds
 * @param deadline instant by which it has ended, in milliseconds; {@link Long#MAX_VALUE} for none
 * @param rank smaller ones come first
 */
public record LineEntry(
    String id,
    long seq,
    String owner,
    int attempt,
    long ready,
    long deadline,
    long rank,
    EntryWork work) {
  /** Order among the tasks of an owner. */
  static final Comparator<LineEntry> TURN =
      Comparator.comparingLong(LineEntry::rank).thenComparingLong(LineEntry::seq);

  /** Order of tasks whose time has not come. */
  static final Comparator<LineEntry> TIME =
      Comparator.comparingLong(LineEntry::ready).thenComparingLong(LineEntry::seq);

  /** Order of tasks that may wait no longer. */
  static final Comparator<LineEntry> DEADLINE =
      Comparator.comparingLong(LineEntry::deadline).thenComparingLong(LineEntry::seq);

  /**
   * Work of a task.
   *
   * @param subject what it is about; may be empty
   * @param version of that; empty where it has none
   * @param bytes of its input
   * @param computes whether it keeps a processor busy
   */
  public record EntryWork(
      String kind, String subject, String version, long bytes, boolean computes) {}

  /**
   * Entry of a task. Each step of priority is worth so much time of waiting, so that the order of
   * two tasks never changes while they wait, and nothing starves.
   */
  public static LineEntry of(TaskRecord task, boolean computes, Duration ageing) {
    long ready = task.times().ready().toEpochMilli();
    return new LineEntry(
        task.id(),
        task.seq(),
        task.owner().owner(),
        task.attempt(),
        ready,
        task.deadline().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
        ready - task.priority() * ageing.toMillis(),
        new EntryWork(
            task.kind(), task.subject(), task.plan().version(), task.inputBytes(), computes));
  }
}

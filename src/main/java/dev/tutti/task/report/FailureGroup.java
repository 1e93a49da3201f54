package dev.tutti.task.report;

import java.time.Instant;

/**
 * Failed attempts of one kind of task, with one code.
 *
 * @param attempts that failed so
 * @param tasks whose attempts these were
 * @param recovered those of them that have succeeded afterwards, without a hand
 * @param unfinished those of them that have not ended
 */
public record FailureGroup(
    String kind,
    String errorClass,
    String code,
    long attempts,
    long tasks,
    long recovered,
    long unfinished,
    Instant first,
    Instant last) {
  /** Tasks that have ended. */
  public long decided() {
    return tasks - unfinished;
  }
}

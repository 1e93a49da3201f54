package dev.tutti.task.probe;

/** Point in the life of a task at which a {@link TaskProbe} is told. */
public enum TaskPoint {
  /** Its row was written, and the transaction is not on disk. */
  SUBMISSION_WRITTEN,
  /** It is on disk, and not acknowledged. */
  SUBMITTED,
  /** An attempt is written, and the transaction is not on disk. */
  CLAIM_WRITTEN,
  /** An attempt is on disk, and has not begun. */
  CLAIMED,
  /** An attempt has begun. */
  STARTED,
  /** A step has a result that is nowhere else. */
  STEP_DONE,
  /** The result of a step is written, and the transaction is not on disk. */
  STEP_WRITTEN,
  /** The result of a step is on disk. */
  STEP_KEPT,
  /** An attempt has ended, and nobody knows. */
  WORK_DONE,
  /** The end of an attempt is written, and the transaction is not on disk. */
  END_WRITTEN,
  /** The end of an attempt is on disk. */
  ENDED,
  /** What an earlier run of the server has left running was given back. */
  RECOVERED
}

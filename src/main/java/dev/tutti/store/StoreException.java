package dev.tutti.store;

import org.jspecify.annotations.Nullable;

/** Why the store could not do what it was asked for. The message is written for who operates it. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Problem problem;

  StoreException(Problem problem, String message) {
    this(problem, message, null);
  }

  StoreException(Problem problem, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** The kind of trouble. */
  public Problem problem() {
    return problem;
  }

  /** The kinds of trouble. */
  public enum Problem {
    /** Another server holds the data folder. */
    FOLDER_IN_USE,
    /** The folder, or a file in it, cannot be made, read or written. */
    NOT_WRITABLE,
    /** The disk is full. */
    DISK_FULL,
    /** The database was written by a newer Tutti. */
    NEWER_SCHEMA,
    /** The database needs a migration that a running server does not allow. */
    OLDER_SCHEMA,
    /** The file is damaged or no database. */
    DAMAGED,
    /** Another process kept its write open for too long. */
    BUSY,
    /** A constraint refused a row. */
    CONFLICT,
    /** Too many works wait. */
    QUEUE_FULL,
    /** The store was closed before the work was done. */
    CLOSED,
    /** Anything else that the database reports. */
    FAILED
  }
}

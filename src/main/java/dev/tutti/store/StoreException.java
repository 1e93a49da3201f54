package dev.tutti.store;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCause;
import dev.tutti.chat.FaultCode;
import org.jspecify.annotations.Nullable;

/** Failure of the store to do what it was asked for. The message is written for who operates it. */
public final class StoreException extends RuntimeException implements FaultCause {
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

  /** Fault for callers: {@code store_unavailable} with the reason, or a mistake of ours. */
  @Override
  public Fault fault() {
    return isOutage()
        ? Fault.of(FaultCode.STORE_UNAVAILABLE, String.valueOf(getMessage()))
        : Fault.of(FaultCode.INTERNAL, "Tutti failed unexpectedly: StoreException " + problem);
  }

  /** Whether the database cannot be used, rather than that it was used wrongly. */
  boolean isOutage() {
    return switch (problem) {
      case FOLDER_IN_USE, NOT_WRITABLE, DISK_FULL, NEWER_SCHEMA, OLDER_SCHEMA -> true;
      case DAMAGED, MISSING, UNREACHABLE, BUSY, QUEUE_FULL, CLOSED -> true;
      case CONFLICT, FAILED -> false;
    };
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
    /** The file was removed, emptied or replaced. */
    MISSING,
    /** The disk reports an error. */
    UNREACHABLE,
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

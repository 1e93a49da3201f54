package dev.tutti.store;

import dev.tutti.store.StoreException.Problem;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Translation of SQLite's result codes into our words. */
final class SqliteErrors {
  private static final int PRIMARY = 0xff;

  private SqliteErrors() {}

  /** The same failure as a {@link StoreException}, if the database reported it. */
  static RuntimeException translate(Throwable thrown) {
    var cause = sqlite(thrown);
    if (cause != null) {
      return of(cause);
    }
    return thrown instanceof RuntimeException own
        ? own
        : new StoreException(Problem.FAILED, "database: " + thrown.getMessage(), thrown);
  }

  static boolean busy(Throwable thrown) {
    var cause = sqlite(thrown);
    return cause != null && problem(cause) == Problem.BUSY;
  }

  private static @Nullable SQLiteException sqlite(Throwable thrown) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < 8; depth++) {
      if (at instanceof SQLiteException found) {
        return found;
      }
      at = at.getCause();
    }
    return null;
  }

  private static StoreException of(SQLiteException e) {
    var problem = problem(e);
    var hint =
        switch (problem) {
          case BUSY -> "another process writes to it for too long";
          case DISK_FULL -> "the disk is full (expected: free space in the data folder)";
          case NOT_WRITABLE ->
              "it cannot be written (expected: a data folder that this user may write)";
          case DAMAGED -> "it is damaged or no database (expected: a file that Tutti made)";
          case UNREACHABLE -> "the disk reports an error (expected: a data folder that works)";
          case CONFLICT -> "a row was refused";
          case FOLDER_IN_USE, NEWER_SCHEMA, OLDER_SCHEMA, MISSING, QUEUE_FULL, CLOSED, FAILED ->
              "it reports a failure";
        };
    return new StoreException(problem, "database: " + hint + ": " + e.getMessage(), e);
  }

  private static Problem problem(SQLiteException e) {
    int primary = e.getResultCode().code & PRIMARY;
    return switch (SQLiteErrorCode.getErrorCode(primary)) {
      case SQLITE_BUSY, SQLITE_LOCKED -> Problem.BUSY;
      case SQLITE_FULL -> Problem.DISK_FULL;
      case SQLITE_IOERR -> Problem.UNREACHABLE;
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> Problem.NOT_WRITABLE;
      case SQLITE_CORRUPT, SQLITE_NOTADB -> Problem.DAMAGED;
      case SQLITE_CONSTRAINT -> Problem.CONFLICT;
      default -> Problem.FAILED;
    };
  }
}

package dev.tutti.security;

import dev.tutti.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Audit of who did what, and when: a row for each administrative change, written in the same
 * transaction. Thread-safe.
 */
public final class Audit {
  private final Store store;

  /** The audit of a store. */
  public Audit(Store store) {
    this.store = store;
  }

  /**
   * Adds a row to the transaction.
   *
   * @param before the target as it was, null when it was not there; only its hash is kept
   * @param after the target as it becomes, null when it is gone; only its hash is kept
   */
  public static void note(
      Handle handle, AuditEvent event, @Nullable String before, @Nullable String after) {
    var hash = SaltedHash.load(handle);
    AuditTable.insert(
        handle,
        event,
        before == null ? null : hash.of(before),
        after == null ? null : hash.of(after));
  }

  /** Notes something that changes nothing of ours; done when it is on disk. */
  public CompletableFuture<@Nullable Void> note(AuditEvent event) {
    return store.write(
        handle -> {
          note(handle, event, null, null);
          return null;
        });
  }

  /**
   * The newest rows, newest first.
   *
   * @param before only rows with a smaller number than this
   * @param limit at most so many
   */
  public CompletableFuture<List<AuditEntry>> newest(long before, int limit) {
    return store.read(handle -> AuditTable.newest(handle, before, limit));
  }
}

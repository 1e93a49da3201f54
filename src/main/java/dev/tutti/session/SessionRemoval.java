package dev.tutti.session;

import dev.tutti.store.StepRunner;
import dev.tutti.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removal of a session that nobody sees any more, in parts, each a short transaction, so that
 * others write between them. Its row goes last: where the process ends before that, the next one
 * goes on with it, see {@link SessionTurns#giveAllBack}. What fails is tried again some seconds
 * later. Thread-safe.
 */
final class SessionRemoval {
  private static final Logger log = LoggerFactory.getLogger(SessionRemoval.class);

  /** End of a turn that ends with its session. */
  static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  private static final int TRIES = 60;
  private static final Executor LATER = CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS);

  private final Store store;
  private final StorageQuota quota;
  private final SessionLease lease;
  private final StepRunner steps;

  /**
   * @param lease of whoever has hidden the session
   */
  SessionRemoval(Store store, StorageQuota quota, SessionLease lease) {
    this.store = store;
    this.quota = quota;
    this.lease = lease;
    var traces = new SessionTraces(store);
    this.steps =
        new StepRunner(
            "Erasure of a session",
            List.of(
                () -> traces.deleteSome(lease.owner(), lease.session()),
                () -> store.write(this::rows)));
  }

  /**
   * Hides it in a transaction that is under way, with what is said about it and its first messages,
   * which are all of most sessions.
   */
  void begin(Handle handle, ChatSession session) {
    SessionTable.hide(handle, lease);
    SummaryTable.delete(handle, session);
    TraceTable.delete(handle, lease.owner(), lease.session());
    quota.add(lease.owner(), -session.size());
    removePart(handle);
  }

  /** Removes the rest; complete when that is on disk. */
  CompletableFuture<Void> finish() {
    return steps
        .advance()
        .whenComplete(
            (_, thrown) -> {
              if (thrown != null) {
                finishLater(TRIES);
              }
            });
  }

  private void finishLater(int tries) {
    LATER.execute(
        () -> {
          var _ =
              steps
                  .advance()
                  .thenCompose(_ -> store.emptyLog())
                  .whenComplete(
                      (_, thrown) -> {
                        if (thrown != null && tries > 1) {
                          finishLater(tries - 1);
                        } else if (thrown != null) {
                          log.warn("The rest of a session is erased at the next start only");
                        }
                      });
        });
  }

  /** Removes some; says whether there may be more. */
  private boolean rows(Handle handle) {
    if (!SessionTable.holds(handle, lease)) {
      return false; // it is gone
    }
    boolean more = removePart(handle);
    if (!more) {
      quota.add(lease.owner(), -StorageSizeTable.ofSession(handle, lease.owner(), lease.session()));
      SessionTable.delete(handle, lease.owner(), lease.session());
    }
    return more;
  }

  private boolean removePart(Handle handle) {
    var messages = RemovalTable.messages(handle, lease);
    var removed = messages.items() > 0 ? messages : RemovalTable.responses(handle, lease);
    quota.add(lease.owner(), -removed.stored());
    return removed.items() > 0;
  }
}

package dev.tutti.session;

import dev.tutti.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erasure of sessions from every table and file. A session is gone for everybody at once; its rows
 * go in short transactions, see {@link SessionRemoval}. What was deleted is overwritten, and the
 * write-ahead log is emptied, so that its words are in no file. What a call that has just ended
 * would still write, such as its recorded body, is refused, see {@link ErasedTable}; what a skill
 * goes on with is looked for again after some seconds. Thread-safe.
 */
public final class SessionErasure {
  private static final Logger log = LoggerFactory.getLogger(SessionErasure.class);
  private static final int TRIES = 40;

  /** Twice, as what is behind a call is written within seconds. */
  private static final int[] AGAIN_SECONDS = {2, 15};

  private static final Executor SOON =
      CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);

  private final Sessions sessions;
  private final Store store;

  public SessionErasure(Sessions sessions) {
    this.sessions = sessions;
    this.store = sessions.store();
  }

  /**
   * Erases a session; complete when that is on disk. Fails with status 404 where it is not there.
   *
   * @param memories whether what is remembered from it goes, too
   */
  public CompletableFuture<Void> erase(ChatSession session, boolean memories) {
    return erase(handle -> Sessions.require(handle, session.owner(), session.id()), memories);
  }

  /** The same of one that is looked for in the transaction from which on it is not there. */
  public CompletableFuture<Void> erase(Function<Handle, ChatSession> which, boolean memories) {
    return begin(which, memories).thenCompose(session -> settle(session.owner(), session.id()));
  }

  /** Removes its rows, which may still be in a file; completes with it as it was. */
  CompletableFuture<ChatSession> begin(Function<Handle, ChatSession> which, boolean memories) {
    record Begun(ChatSession session, SessionRemoval rest) {}
    return store
        .write(
            handle -> {
              var session = which.apply(handle);
              sessions.erased(handle, session, memories);
              ErasedTable.put(handle, session, sessions.clock().instant());
              var rest =
                  removal(SessionTable.hiding(session, sessions.ids(), SessionRemoval.NEVER));
              rest.begin(handle, session);
              return new Begun(session, rest);
            })
        .thenCompose(begun -> begun.rest.finish().thenApply(_ -> begun.session));
  }

  /** Removal of a session that nobody sees any more. */
  SessionRemoval removal(SessionLease lease) {
    return new SessionRemoval(store, sessions.quota(), lease);
  }

  /** Erases a short one, of which no call was kept, in a transaction that is under way. */
  public void erase(Handle handle, ChatSession session) {
    long bytes = StorageSizeTable.ofSession(handle, session.owner(), session.id());
    sessions.erased(handle, session, false);
    TraceTable.delete(handle, session.owner(), session.id());
    SessionTable.delete(handle, session.owner(), session.id());
    sessions.quota().add(session.owner(), -bytes);
  }

  /** Erases what is left of sessions that nobody sees, one after the other. */
  CompletableFuture<Void> finish(List<SessionLease> hidden) {
    var all = CompletableFuture.completedFuture(true);
    for (var each : hidden) {
      all = all.thenCompose(_ -> removal(each).finish().handle((_, _) -> true));
    }
    return all.thenCompose(_ -> emptied());
  }

  /** Sees to it that nothing of a session is in a file whose rows are deleted. */
  public CompletableFuture<Void> settle(String owner, String session) {
    sweep(owner, session);
    return emptied();
  }

  private CompletableFuture<Void> emptied() {
    return emptyLog()
        .thenAccept(
            emptied -> {
              if (!emptied) {
                emptySoon(TRIES);
              }
            });
  }

  private CompletableFuture<Boolean> emptyLog() {
    return store.emptyLog().exceptionally(_ -> false); // it is tried again
  }

  private void emptySoon(int tries) {
    SOON.execute(
        () -> {
          var _ =
              emptyLog()
                  .thenAccept(
                      emptied -> {
                        if (!emptied && tries > 1) {
                          emptySoon(tries - 1);
                        } else if (!emptied) {
                          log.warn("The write-ahead log cannot be emptied: a read does not end");
                        }
                      });
        });
  }

  /** Looks for what calls of a session that is gone are still writing. */
  void sweep(String owner, String session) {
    for (int seconds : AGAIN_SECONDS) {
      CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS)
          .execute(() -> deleteTraces(owner, session));
    }
  }

  private void deleteTraces(String owner, String session) {
    var _ =
        new SessionTraces(store)
            .delete(owner, session)
            .thenAccept(this::emptyAfter)
            .whenComplete(
                (_, thrown) -> {
                  if (thrown != null) {
                    log.warn(
                        "What is left of an erased session is not deleted: {}",
                        thrown.getMessage());
                  }
                });
  }

  private void emptyAfter(int deleted) {
    if (deleted > 0) {
      emptySoon(TRIES);
    }
  }
}

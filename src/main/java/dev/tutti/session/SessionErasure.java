package dev.tutti.session;

import dev.tutti.store.Store;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erasure of sessions from every table and file. Rows go in one transaction; what was deleted is
 * overwritten, and the write-ahead log is emptied, so that its words are in no file. What a call
 * that has just ended is still writing, such as its recorded body, is looked for again after some
 * seconds. Thread-safe.
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
    return sessions
        .erase(session.owner(), session.id(), memories)
        .thenCompose(_ -> settle(session.owner(), session.id()));
  }

  /** Sees to it that nothing of a session is in a file whose rows are deleted. */
  public CompletableFuture<Void> settle(String owner, String session) {
    sweep(owner, session);
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
        sessions
            .deleteTraces(owner, session)
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

  private void emptyAfter(int rows) {
    if (rows > 0) {
      emptySoon(TRIES);
    }
  }
}

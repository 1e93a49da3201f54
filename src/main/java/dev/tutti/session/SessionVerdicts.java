package dev.tutti.session;

import dev.tutti.followup.FollowUpWish;
import java.util.concurrent.CompletableFuture;

/**
 * Verdicts of callers on what was said in their sessions: whether a message goes on with what was
 * said before it. Views go by them from then on, and a classifier can be trained on them.
 * Thread-safe.
 */
public final class SessionVerdicts {
  private final Sessions sessions;

  public SessionVerdicts(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Notes a verdict; completes with the session, and fails with status 404 where the message is not
   * there.
   *
   * @param verdict {@link FollowUpWish#AUTO} takes one back
   */
  public CompletableFuture<ChatSession> put(
      String owner, String id, String message, FollowUpWish verdict) {
    var word = verdict.equals(FollowUpWish.AUTO) ? "" : verdict.word();
    return sessions
        .store()
        .write(
            handle -> {
              var session = Sessions.require(handle, owner, id);
              if (!MessageTable.depends(handle, session, message, word)) {
                throw SessionFaults.message(message);
              }
              return session;
            });
  }

  /** The verdict on a message, {@link FollowUpWish#AUTO} where nobody has said one. */
  public static FollowUpWish of(SessionMessage message) {
    return FollowUpWish.of(message.dependence()).orElse(FollowUpWish.AUTO);
  }
}

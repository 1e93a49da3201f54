package dev.tutti.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/**
 * Beginning of a session in parts, each a short transaction, so that others write between them.
 * Nobody sees the session before the last part is there; where one fails, all are taken back by a
 * {@link SessionRemoval}, as at the next start what a process that is gone has left of one.
 */
final class SessionParts {
  /** Rows of a part, which take the one writer some hundredths of a second. */
  static final int ROWS = 250;

  private static final Duration LONGEST = Duration.ofHours(1);

  private final Sessions sessions;
  private final ChatSession session;
  private final List<Part> parts;
  private final SessionLease lease;

  /** Part of a session, added in a transaction. */
  interface Part {
    void add(Handle handle);
  }

  /**
   * @param parts at least one
   */
  SessionParts(Sessions sessions, ChatSession session, List<Part> parts) {
    this.sessions = sessions;
    this.session = session;
    this.parts = List.copyOf(parts);
    var until = sessions.clock().instant().plus(LONGEST);
    this.lease = SessionTable.hiding(session, sessions.ids(), until);
  }

  /** Those of a session that begins with messages, which may be none. */
  static SessionParts of(Sessions sessions, ChatSession session, List<NewMessage> messages) {
    var parts = new ArrayList<Part>();
    for (int from = 0; from == 0 || from < messages.size(); from += ROWS) {
      var part = messages.subList(from, Math.min(messages.size(), from + ROWS));
      parts.add(handle -> sessions.append(handle, session, part));
    }
    return new SessionParts(sessions, session, parts);
  }

  /** Begins it with all of them; fails with what the first part throws that fails. */
  CompletableFuture<ChatSession> begin() {
    return sessions
        .store()
        .write(
            handle -> {
              sessions.begin(handle, session);
              SessionTable.take(handle, lease, sessions.clock().instant());
              add(handle, 0);
              return true;
            })
        .thenCompose(_ -> rest(1).exceptionallyCompose(this::undone))
        .thenApply(_ -> session);
  }

  private void add(Handle handle, int part) {
    parts.get(part).add(handle);
    if (part == parts.size() - 1) {
      SessionTable.giveBack(handle, lease);
    }
  }

  private CompletableFuture<Boolean> rest(int part) {
    if (part == parts.size()) {
      return CompletableFuture.completedFuture(true);
    }
    return sessions
        .store()
        .write(
            handle -> {
              if (!SessionTable.holds(handle, lease)) {
                throw SessionFaults.session(session.id());
              }
              add(handle, part);
              return true;
            })
        .thenCompose(_ -> rest(part + 1));
  }

  private CompletableFuture<Boolean> undone(Throwable why) {
    return new SessionErasure(sessions)
        .removal(lease)
        .finish()
        .handle((_, _) -> true)
        .thenCompose(_ -> CompletableFuture.failedFuture(why));
  }
}

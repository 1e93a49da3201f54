package dev.tutti.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/** Beginning of a session where there is none of its name. */
record SessionBeginning(Sessions sessions, ChatSession session) {

  /** The one of its name; this one, without messages, where there is none. */
  CompletableFuture<ChatSession> findOrCreate(Duration longest) {
    var wait = SessionWait.of(sessions.clock(), session.id(), longest);
    return sessions
        .store()
        .read(this::find)
        .thenCompose(
            found -> found.map(CompletableFuture::completedFuture).orElseGet(() -> begin(wait)));
  }

  private Optional<ChatSession> find(Handle handle) {
    return SessionTable.find(handle, session.owner(), session.id());
  }

  private CompletableFuture<ChatSession> begin(SessionWait wait) {
    return sessions
        .store()
        .write(this::findOrBegin)
        .thenCompose(
            begun ->
                begun
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(() -> wait.again().thenCompose(this::begin)));
  }

  /** Nothing while one of this name is not gone yet. */
  private Optional<ChatSession> findOrBegin(Handle handle) {
    var found = find(handle);
    if (found.isPresent() || SessionTable.isHidden(handle, session.owner(), session.id())) {
      return found;
    }
    sessions.begin(handle, session);
    return Optional.of(session);
  }
}

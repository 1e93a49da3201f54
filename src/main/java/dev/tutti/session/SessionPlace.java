package dev.tutti.session;

import java.util.concurrent.CompletableFuture;

/**
 * Place in the line of a session, taken as soon as a request is here, so that whatever is looked up
 * for it changes no order. Whoever has one begins a turn with it, or leaves. Thread-safe.
 */
public final class SessionPlace {
  private final CompletableFuture<SessionLine.Place> reached;

  SessionPlace(CompletableFuture<SessionLine.Place> reached) {
    this.reached = reached;
  }

  CompletableFuture<SessionLine.Place> reached() {
    return reached;
  }

  /** Leaves the line, now or when it would be one's turn; again does nothing. */
  public void leave() {
    var _ = reached.thenAccept(SessionLine.Place::leave);
  }
}

package dev.tutti.session;

import dev.tutti.chat.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turn of one writer in a session, from what is asked to what is answered. It ends once: with an
 * answer ({@link #keep}), without one ({@link #leave}), or as if it had not been ({@link
 * #withdraw}); the next one in the line is let in then, whatever became of the database's work.
 * Thread-safe.
 */
public final class SessionTurn {
  private final Sessions sessions;
  private final SessionLease lease;
  private volatile List<NewMessage> asked;
  private final SessionLine.Place place;
  private final AtomicBoolean ended = new AtomicBoolean();

  SessionTurn(
      Sessions sessions, SessionLease lease, List<NewMessage> asked, SessionLine.Place place) {
    this.sessions = sessions;
    this.lease = lease;
    this.asked = asked;
    this.place = place;
  }

  /** What was asked, as it is kept. */
  public List<NewMessage> asked() {
    return asked;
  }

  /** Id of the message that is to be answered. */
  public Optional<String> message() {
    return asked.isEmpty() ? Optional.empty() : Optional.of(asked.getLast().id());
  }

  /** The session as it is now. */
  public CompletableFuture<ChatSession> session() {
    return sessions.find(lease.owner(), lease.session());
  }

  /** The part of its session that views are made of, at last what was asked now. */
  public CompletableFuture<RecentHistory> recent(
      ChatSession session, HistoryView view, LongConsumer room) {
    int newest = Math.max(1, asked.size());
    return sessions.histories().recent(session, view.reach(session), newest, room);
  }

  /** The last of what was said, as {@link Sessions#latest} has it, at last what was asked now. */
  public CompletableFuture<List<SessionMessage>> latest(int count, LongConsumer room) {
    return sessions.latest(lease.owner(), lease.session(), count, room);
  }

  /**
   * Asks after the turn has begun, as where the history says whether there is something to ask; it
   * is on disk when the future completes. Only before anything else is added.
   */
  public CompletableFuture<Void> ask(List<NewMessage> messages) {
    return change(
        (handle, session) -> {
          sessions.append(handle, session, messages);
          asked = List.copyOf(messages);
        });
  }

  /**
   * Adds what came of it so far, and goes on; it is on disk when the future completes, also beyond
   * what its owner may keep.
   */
  public CompletableFuture<Void> add(List<NewMessage> said) {
    return change((handle, session) -> sessions.keep(handle, session, said));
  }

  /**
   * Changes the metadata of messages, by their ids, and goes on; it is on disk when it completes.
   */
  public CompletableFuture<Void> annotate(Map<String, ObjectNode> metadata) {
    return change(
        (handle, session) ->
            metadata.forEach((id, each) -> sessions.annotate(handle, session, id, each)));
  }

  /** Change of the session in the middle of a turn. */
  private interface Change {
    void of(Handle handle, ChatSession session);
  }

  private CompletableFuture<Void> change(Change change) {
    return sessions
        .store()
        .write(
            handle -> {
              var session = Sessions.require(handle, lease.owner(), lease.session());
              if (!SessionTable.renew(handle, lease, sessions.clock().instant())) {
                throw SessionFaults.late(lease.session());
              }
              change.of(handle, session);
              return true;
            })
        .thenAccept(_ -> {});
  }

  /** Ends with what came of it; it is on disk, beside what was asked, when the future completes. */
  public CompletableFuture<Void> keep(List<NewMessage> said) {
    return end(handle -> sessions.end(handle, lease, said));
  }

  /** Ends without an answer; what was asked stays. */
  public CompletableFuture<Void> leave() {
    return keep(List.of());
  }

  /** The same, with other metadata of messages, by their ids. */
  public CompletableFuture<Void> leave(Map<String, ObjectNode> metadata) {
    return end(
        handle -> {
          var session = Sessions.require(handle, lease.owner(), lease.session());
          metadata.forEach((id, each) -> sessions.annotate(handle, session, id, each));
          sessions.end(handle, lease, List.of());
        });
  }

  /** Ends as if it had not been: what was asked is taken back. */
  public CompletableFuture<Void> withdraw() {
    return end(handle -> sessions.withdraw(handle, lease, asked));
  }

  /** End of a turn in a transaction. */
  private interface Ending {
    void in(Handle handle);
  }

  private CompletableFuture<Void> end(Ending ending) {
    if (!ended.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(null);
    }
    return sessions
        .store()
        .write(
            handle -> {
              ending.in(handle);
              return true;
            })
        .whenComplete((_, thrown) -> ended(thrown))
        .thenAccept(_ -> {});
  }

  /** What is known of a call whose session was erased meanwhile is erased, too. */
  private void ended(@Nullable Throwable thrown) {
    place.leave();
    if (thrown != null && Fault.from(thrown).status() == SessionFaults.NOT_FOUND) {
      new SessionErasure(sessions).sweep(lease.owner(), lease.session());
    }
  }
}

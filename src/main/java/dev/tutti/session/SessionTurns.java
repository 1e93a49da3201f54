package dev.tutti.session;

import dev.tutti.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns of those who add to sessions, one at a time in each. Thread-safe.
 *
 * <p>Within the process there is a line for each session. Beside it, the session's row says whose
 * turn it is and until when, in the same transaction that keeps what was asked: so processes that
 * share a database keep out of each other's turns, and a process that died is waited for no longer
 * than its call could have lasted. Turns of processes that are gone end when the only one that may
 * open the folder starts.
 */
public final class SessionTurns {
  private static final Logger log = LoggerFactory.getLogger(SessionTurns.class);
  private static final int MOST_OF_SESSION = 256;
  private static final int MOST = 4_096;

  /** Wait of a change for the turn of another process. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Sessions sessions;
  private final Store store;
  private final String process;
  private final SessionLine line = new SessionLine(MOST_OF_SESSION, MOST);

  public SessionTurns(Sessions sessions) {
    this.sessions = sessions;
    this.store = sessions.store();
    this.process = sessions.ids().next("turn");
  }

  /**
   * Ends the turns of processes that are gone, before anybody begins one, and erases what they have
   * left of sessions that nobody sees; completes when that is done.
   */
  public CompletableFuture<Void> giveAllBack() {
    return store
        .write(
            handle -> {
              SessionTable.giveAllBack(handle);
              return SessionTable.hidden(handle);
            })
        .thenCompose(new SessionErasure(sessions)::finish)
        .handle(
            (_, thrown) -> {
              if (thrown != null) {
                log.warn("Turns of an earlier process could not be ended: {}", thrown.getMessage());
              }
              return true;
            })
        .thenAccept(_ -> {});
  }

  /**
   * Waits for one's turn and begins it: what is asked is on disk when the future completes.
   *
   * <p>Fails with status 404 where the session is not there, with {@code overloaded} where too many
   * wait or where it is not free for as long as the turn may last, as it is another process's turn
   * or one of this name is not erased yet, with {@code request_too_large} where its owner has no
   * room.
   */
  public CompletableFuture<SessionTurn> begin(TurnRequest request) {
    return begin(request, join(request.owner(), request.session()));
  }

  /** The same for a caller who names no end user, in a session that there is. */
  public CompletableFuture<SessionTurn> begin(
      String owner, String session, List<NewMessage> asked, Duration longest) {
    return begin(TurnRequest.of(owner, session, asked, longest));
  }

  /** Joins the line of a session, whether or not there is one; never blocks. */
  public SessionPlace join(String owner, String session) {
    return new SessionPlace(line.enter(new SessionLine.Key(owner, session)));
  }

  /**
   * The same for a request that is in the line already.
   *
   * @param joined which is left when the turn ends, or does not begin
   */
  public CompletableFuture<SessionTurn> begin(TurnRequest request, SessionPlace joined) {
    return joined
        .reached()
        .thenCompose(
            place ->
                take(request, place, waiting(request.session(), request.longest()))
                    .whenComplete(
                        (_, thrown) -> {
                          if (thrown != null) {
                            place.leave();
                          }
                        }));
  }

  private SessionWait waiting(String session, Duration longest) {
    return SessionWait.of(sessions.clock(), session, longest);
  }

  private CompletableFuture<SessionTurn> take(
      TurnRequest of, SessionLine.Place place, SessionWait wait) {
    var lease = lease(of.owner(), of.session(), of.longest());
    return store
        .write(handle -> sessions.begin(handle, lease, of))
        .thenCompose(
            begun ->
                begun
                    ? CompletableFuture.completedFuture(
                        new SessionTurn(sessions, lease, of.asked(), place))
                    : wait.again().thenCompose(still -> take(of, place, still)));
  }

  private SessionLease lease(String owner, String session, Duration longest) {
    var until = sessions.clock().instant().plus(longest);
    return new SessionLease(owner, session, process, sessions.ids().next(process), until);
  }

  /**
   * Changes a session in a turn that lasts no longer than a transaction, as where no model is
   * asked. Fails as {@link #begin}, where another process's turn lasts longer than a minute, and
   * with what the change throws, which undoes it.
   */
  public CompletableFuture<Void> change(String owner, String session, Consumer<Handle> change) {
    return change(owner, session, LONGEST_WAIT, change);
  }

  private CompletableFuture<Void> change(
      String owner, String session, Duration longest, Consumer<Handle> change) {
    return line.enter(new SessionLine.Key(owner, session))
        .thenCompose(
            place ->
                change(owner, waiting(session, longest), change)
                    .whenComplete((_, _) -> place.leave()));
  }

  /**
   * Takes back what a turn has asked that broke off, as of a process that is gone, so that it may
   * be asked again; completes with whether it was answered after all, and so stays. Fails as {@link
   * #begin}.
   *
   * @param asked the id of the message
   * @param answer the id that its answer would have
   * @param longest how long it may wait for another process's turn
   */
  public CompletableFuture<Boolean> takeBack(
      String owner, String session, String asked, String answer, Duration longest) {
    var answered = new AtomicBoolean();
    return change(
            owner,
            session,
            longest,
            handle ->
                answered.set(
                    sessions.takeBack(
                        handle, Sessions.require(handle, owner, session), asked, answer)))
        .thenApply(_ -> answered.get());
  }

  private CompletableFuture<Void> change(String owner, SessionWait wait, Consumer<Handle> change) {
    var lease = lease(owner, wait.session(), Duration.ZERO);
    var nothing = TurnRequest.of(owner, wait.session(), List.of(), Duration.ZERO);
    return store
        .write(
            handle -> {
              boolean begun = sessions.begin(handle, lease, nothing);
              if (begun) {
                change.accept(handle);
                SessionTable.giveBack(handle, lease);
              }
              return begun;
            })
        .thenCompose(
            begun ->
                begun
                    ? CompletableFuture.completedFuture(null)
                    : wait.again().thenCompose(still -> change(owner, still, change)));
  }
}

package dev.tutti.session;

import dev.tutti.chat.Fault;
import dev.tutti.session.UnusedTable.Unused;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/**
 * Erasure of sessions that are not lasting and that nobody has used for some time: of short ones as
 * many at once as others can wait for, of a long one a part at a time. Thread-safe.
 */
public record UnusedSessions(Sessions sessions) {

  /**
   * Erases some that were not used since; completes with how many, which is none where there are no
   * more.
   */
  public CompletableFuture<Integer> erase(Instant before) {
    return sessions
        .store()
        .write(
            handle -> {
              ErasedTable.forgetOld(handle, sessions.clock().instant());
              var unused = UnusedTable.find(handle, before);
              return new Erased(eraseShort(handle, unused), unused);
            })
        .thenCompose(
            erased ->
                erased.count > 0 || erased.unused.isEmpty()
                    ? CompletableFuture.completedFuture(erased.count)
                    : eraseLong(erased.unused.getFirst(), before));
  }

  /**
   * What was erased.
   *
   * @param unused all that might have been
   */
  private record Erased(int count, List<Unused> unused) {}

  /** Erases the first ones, up to a long one or so many as have enough messages together. */
  private int eraseShort(Handle handle, List<Unused> unused) {
    var erasure = new SessionErasure(sessions);
    int count = 0;
    long messages = 0;
    long bytes = 0;
    for (var each : unused) {
      messages += each.messages();
      bytes += each.bytes();
      if (messages > RemovalTable.ROWS || bytes > RemovalTable.BYTES) {
        break;
      }
      SessionTable.find(handle, each.owner(), each.id())
          .ifPresent(session -> erasure.erase(handle, session));
      count++;
    }
    return count;
  }

  private CompletableFuture<Integer> eraseLong(Unused session, Instant before) {
    return new SessionErasure(sessions)
        .begin(handle -> requireUnused(handle, session, before), false)
        .thenApply(_ -> 1)
        .exceptionallyCompose(
            thrown ->
                Fault.from(thrown).status() == SessionFaults.NOT_FOUND
                    ? erase(before) // without this one, which somebody has used or erased meanwhile
                    : CompletableFuture.failedFuture(thrown));
  }

  /** The same as it is now; fails with status 404 where somebody has used it meanwhile. */
  private static ChatSession requireUnused(Handle handle, Unused session, Instant before) {
    return SessionTable.find(handle, session.owner(), session.id())
        .filter(each -> !each.lasting() && each.used().isBefore(before))
        .orElseThrow(() -> SessionFaults.session(session.id()));
  }
}

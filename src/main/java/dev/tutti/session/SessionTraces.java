package dev.tutti.session;

import dev.tutti.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Deletion of what others have kept of a session that nobody sees any more. It is looked for where
 * no writer waits, and goes a few calls at a time. Thread-safe.
 */
record SessionTraces(Store store) {
  /** Calls whose words go at once: each may have some hundred kilobytes. */
  private static final int CALLS = 8;

  private static final int MOST = 1_000;

  /**
   * Deletes what is there, up to a bound; completes with how many calls and rows that were.
   *
   * <p>Nothing, where another session of this name has begun meanwhile.
   */
  CompletableFuture<Integer> delete(String owner, String session) {
    return store
        .read(
            handle ->
                SessionTable.find(handle, owner, session).isPresent()
                    ? List.<String>of()
                    : TraceTable.calls(handle, owner, session, MOST))
        .thenCompose(calls -> ofCalls(calls, 0))
        .thenCompose(calls -> ofSession(owner, session).thenApply(rows -> calls + rows));
  }

  private CompletableFuture<Integer> ofCalls(List<String> calls, int from) {
    if (from >= calls.size()) {
      return CompletableFuture.completedFuture(calls.size());
    }
    var some = calls.subList(from, Math.min(calls.size(), from + CALLS));
    return store
        .write(
            handle -> {
              TraceTable.delete(handle, some);
              return true;
            })
        .thenCompose(_ -> ofCalls(calls, from + CALLS));
  }

  private CompletableFuture<Integer> ofSession(String owner, String session) {
    return store.write(
        handle ->
            SessionTable.find(handle, owner, session).isPresent()
                ? 0
                : TraceTable.delete(handle, owner, session));
  }

  /** The same until nothing is there; says whether there may be more. */
  CompletableFuture<Boolean> deleteSome(String owner, String session) {
    return delete(owner, session).thenApply(deleted -> deleted >= MOST);
  }
}

package dev.tutti.session;

import dev.tutti.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/**
 * Deletion of what others have kept of a session that nobody sees any more. It is looked for where
 * no writer waits, and goes a few calls at a time. Thread-safe.
 */
record SessionTraces(Store store) {
  /** Calls or tasks whose words go at once: each may have some hundred kilobytes. */
  private static final int AT_ONCE = 8;

  private static final int MOST = 1_000;

  /**
   * Deletes what is there, up to a bound; completes with how many calls, tasks and rows that were.
   *
   * <p>Nothing, where another session of this name has begun meanwhile.
   */
  CompletableFuture<Integer> delete(String owner, String session) {
    return store
        .read(handle -> find(handle, owner, session))
        .thenCompose(
            found ->
                some(found.calls, 0, TraceTable::delete)
                    .thenCompose(_ -> some(found.tasks, 0, TraceTable::deleteOfTasks))
                    .thenCompose(_ -> ofSession(owner, session))
                    .thenApply(rows -> found.calls.size() + found.tasks.size() + rows));
  }

  private record Found(List<String> calls, List<String> tasks) {}

  private static Found find(Handle handle, String owner, String session) {
    return SessionTable.find(handle, owner, session).isPresent()
        ? new Found(List.of(), List.of())
        : new Found(
            TraceTable.calls(handle, owner, session, MOST),
            TraceTable.tasks(handle, owner, session, MOST));
  }

  /** Deletion of what is kept of some calls or tasks, in a transaction that is under way. */
  private interface Deletion {
    void of(Handle handle, List<String> names);
  }

  private CompletableFuture<Void> some(List<String> names, int from, Deletion deletion) {
    if (from >= names.size()) {
      return CompletableFuture.completedFuture(null);
    }
    var some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
    return store
        .write(
            handle -> {
              deletion.of(handle, some);
              return true;
            })
        .thenCompose(_ -> some(names, from + AT_ONCE, deletion));
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

package dev.tutti.contributing.table;

import dev.tutti.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Notes of owners, of whom each keeps the newest. Thread-safe. */
public final class Notes {
  private final Store store;
  private final InstantSource clock;
  private final int most;

  /**
   * @param most so many are kept for each owner, at least 1
   */
  public Notes(Store store, InstantSource clock, int most) {
    this.store = store;
    this.clock = clock;
    this.most = most;
  }

  /** Keeps a text; complete when it is on disk. */
  public CompletableFuture<@Nullable Void> add(String owner, String text) {
    var note = new Note(owner, clock.instant(), text);
    return store.write(
        handle -> {
          NoteTable.insert(handle, note);
          NoteTable.deleteOlder(handle, owner, most);
          return null;
        });
  }

  /** Those of an owner, newest first. */
  public CompletableFuture<List<Note>> of(String owner) {
    return store.read(handle -> NoteTable.newest(handle, owner, most));
  }
}

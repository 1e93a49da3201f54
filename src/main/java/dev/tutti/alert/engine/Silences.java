package dev.tutti.alert.engine;

import dev.tutti.alert.notice.Silence;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jdbi.v3.core.Handle;

/**
 * Silences that are or will be in force, and those that have ended in the last 30 days.
 * Thread-safe.
 */
public final class Silences {
  /** The most of them. */
  public static final int MOST = 1_000;

  private static final Duration KEPT = Duration.ofDays(30);
  private final Store store;
  private final ConcurrentMap<String, Silence> all = new ConcurrentHashMap<>();

  private Silences(Store store) {
    this.store = store;
  }

  static Silences open(Store store) {
    var silences = new Silences(store);
    Store.await(store.read(SilenceTable::all)).forEach(each -> silences.all.put(each.id(), each));
    return silences;
  }

  /** All of them, the last to end first. */
  public List<Silence> list() {
    return all.values().stream().sorted(Comparator.comparing(Silence::to).reversed()).toList();
  }

  /** A silence by its id. */
  public Optional<Silence> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** Adds one, or replaces the one with its id; in force when the future completes. */
  public CompletableFuture<Silence> put(Silence silence) {
    return store
        .write(
            handle -> {
              SilenceTable.put(handle, silence);
              return silence;
            })
        .thenApply(
            kept -> {
              all.put(kept.id(), kept);
              return kept;
            });
  }

  /** Forgets those that have ended long ago. */
  void tidy(Handle handle, Instant now) {
    var before = now.minus(KEPT);
    all.values().removeIf(each -> each.to().isBefore(before));
    SilenceTable.deleteOlder(handle, before);
  }
}

package dev.tutti.cache;

import dev.tutti.store.Store;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers that survive a restart. An answer that finds too many others waiting to be written is
 * kept in memory only: the ledger is more important. Thread-safe.
 */
final class CacheDatabase {
  private static final Logger log = LoggerFactory.getLogger(CacheDatabase.class);
  private static final int MOST_WAITING = 64;
  private static final int TIDIED_BY = 8;

  private final Store store;
  private final InstantSource clock;
  private final long most;
  private final Counter lost;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong sinceTidied = new AtomicLong();

  CacheDatabase(Store store, InstantSource clock, long most, MeterRegistry registry) {
    this.store = store;
    this.clock = clock;
    this.most = most;
    this.lost = registry.counter("tutti.cache.database.lost");
  }

  CompletableFuture<Optional<CachedAnswer>> find(CacheKey key) {
    return store.read(handle -> CachedAnswerTable.find(handle, key, clock.instant()));
  }

  void keep(CacheKey key, CachedAnswer answer) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      lost.increment();
      return;
    }
    var _ =
        store
            .write(handle -> CachedAnswerTable.put(handle, key, answer))
            .whenComplete(
                (bytes, thrown) -> {
                  waiting.decrementAndGet();
                  if (thrown != null) {
                    lost.increment();
                    log.warn("An answer cannot be kept in the database: {}", thrown.toString());
                  } else if (sinceTidied.addAndGet(bytes) > most / TIDIED_BY) {
                    tidy();
                  }
                });
  }

  void tidy() {
    sinceTidied.set(0);
    var _ =
        store
            .write(handle -> CachedAnswerTable.tidy(handle, clock.instant(), most))
            .whenComplete(
                (_, thrown) -> {
                  if (thrown != null) {
                    log.warn(
                        "Old answers cannot be removed from the database: {}", thrown.toString());
                  }
                });
  }

  CompletableFuture<Long> clear(Selection selection) {
    return store.write(handle -> CachedAnswerTable.clear(handle, selection));
  }

  CompletableFuture<CacheStatus.Tier> status() {
    return store.read(handle -> CachedAnswerTable.status(handle, most));
  }
}

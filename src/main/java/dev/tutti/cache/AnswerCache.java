package dev.tutti.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.tutti.store.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers that may be given again: in memory, and in the database where that is wanted. What
 * asks memory never blocks; what asks the database returns a future that completes on a thread of
 * the store. It outlives a reload. Thread-safe.
 */
public final class AnswerCache {
  private final InstantSource clock;
  private final CacheBounds bounds;
  private final Cache<CacheKey, CachedAnswer> memory;
  private final Neighbours neighbours;
  private final CacheCounts counts;
  private final List<CacheDatabase> database;

  /** Counts what was cleared: what was read before that does not come into memory after it. */
  private final AtomicLong cleared = new AtomicLong();

  private AnswerCache(
      CacheBounds bounds,
      InstantSource clock,
      MeterRegistry registry,
      List<CacheDatabase> database) {
    this.clock = clock;
    this.bounds = bounds;
    this.database = database;
    this.counts = new CacheCounts(registry);
    this.neighbours = new Neighbours(bounds.vectors());
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(bounds.memory())
            .weigher((CacheKey _, CachedAnswer answer) -> (int) Math.min(answer.size(), 1 << 30))
            .expireAfter(Expiry.<CacheKey, CachedAnswer>writing((_, answer) -> timeLeft(answer)))
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .executor(Runnable::run) // upkeep is short, and needs no thread of its own
            .build();
    Gauge.builder("tutti.cache.entries", memory, Cache::estimatedSize).register(registry);
    Gauge.builder("tutti.cache.held", this, AnswerCache::bytes)
        .baseUnit("bytes")
        .register(registry);
  }

  /** A cache in memory. */
  public static AnswerCache inMemory(
      CacheBounds bounds, InstantSource clock, MeterRegistry registry) {
    return new AnswerCache(bounds, clock, registry, List.of());
  }

  /** A cache in memory, and in the database where the bounds say so. */
  public static AnswerCache over(
      Store store, CacheBounds bounds, InstantSource clock, MeterRegistry registry) {
    return new AnswerCache(
        bounds,
        clock,
        registry,
        bounds.database()
            ? List.of(new CacheDatabase(store, clock, bounds.databaseMost(), registry))
            : List.of());
  }

  private Duration timeLeft(CachedAnswer answer) {
    var left = Duration.between(clock.instant(), answer.life().stale());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The time by which answers are fresh or not. */
  public Instant now() {
    return clock.instant();
  }

  /** The answer in memory, which may be stale. */
  public Optional<CachedAnswer> find(CacheKey key) {
    return Optional.ofNullable(memory.getIfPresent(key))
        .filter(answer -> !answer.life().isOver(now()));
  }

  /** Whether {@link #load} may find what {@link #find} does not. */
  public boolean hasDatabase() {
    return !database.isEmpty();
  }

  /** The answer in the database, which may be stale; from now on it is in memory too. */
  public CompletableFuture<Optional<CachedAnswer>> load(CacheKey key) {
    if (database.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    long before = cleared.get();
    return database
        .getFirst()
        .find(key)
        .thenApply(
            found -> {
              found.ifPresent(answer -> remember(key, answer, before));
              return found;
            });
  }

  private void remember(CacheKey key, CachedAnswer answer, long before) {
    memory.asMap().putIfAbsent(key, answer);
    if (cleared.get() != before) {
      memory.asMap().remove(key, answer);
    }
  }

  /** Keeps an answer in the place of an earlier one. */
  public void keep(CacheKey key, CachedAnswer answer) {
    memory.put(key, answer);
    database.forEach(each -> each.keep(key, answer));
  }

  /** The questions that were answered before. */
  public Neighbours neighbours() {
    return neighbours;
  }

  /** Counts a call. */
  public void count(CacheResult result) {
    counts.count(result);
  }

  /** Counts a call that got this answer for nothing. */
  public void count(CacheResult result, CachedAnswer answer) {
    counts.count(result);
    counts.saved(answer.source().nanoDollars());
  }

  /** Forgets some answers, everywhere; how many that were, each counted once in every tier. */
  public CompletableFuture<Long> clear(Selection selection) {
    neighbours.clear(selection);
    long inMemory = clearMemory(selection);
    return database.isEmpty()
        ? CompletableFuture.completedFuture(inMemory)
        : database
            .getFirst()
            .clear(selection)
            .thenApply(
                rows -> {
                  cleared.incrementAndGet();
                  clearMemory(selection); // of what was loaded while the database had it
                  return Math.max(rows, inMemory);
                });
  }

  private long clearMemory(Selection selection) {
    var gone =
        memory.asMap().entrySet().stream()
            .filter(each -> selection.has(each.getValue().source().model(), each.getKey().owner()))
            .toList();
    gone.forEach(each -> memory.asMap().remove(each.getKey(), each.getValue()));
    return gone.size();
  }

  /** Removes what is over, and what is too much. */
  public void tidy() {
    memory.cleanUp();
    database.forEach(CacheDatabase::tidy);
  }

  /** Contents and counts. */
  public CompletableFuture<CacheStatus> status() {
    memory.cleanUp();
    var held = new CacheStatus.Tier(memory.estimatedSize(), bytes(), bounds.memory());
    var stored =
        database.isEmpty()
            ? CompletableFuture.completedFuture(CacheStatus.Tier.NONE)
            : database.getFirst().status();
    return stored.thenApply(
        tier -> new CacheStatus(held, tier, neighbours.count(), counts.all(), counts.saved()));
  }

  private long bytes() {
    return memory.policy().eviction().stream()
        .mapToLong(policy -> policy.weightedSize().orElse(0))
        .sum();
  }
}

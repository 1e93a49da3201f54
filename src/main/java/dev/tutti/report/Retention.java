package dev.tutti.report;

import dev.tutti.store.StepRunner;
import dev.tutti.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Retention of the ledger: rows and buckets that were kept for long enough are deleted, some
 * thousands at a time, and then the words that none of them has any more. A row that is in no
 * bucket yet is kept, however old it is. Thread-safe.
 */
public final class Retention implements Runnable {
  private static final int ROWS = 5_000;
  private static final int WORDS = 5_000;

  private final Store store;
  private final Supplier<RetentionSettings> settings;
  private final InstantSource clock;
  private final StepRunner runner;
  private final AtomicReference<UnusedWords.Sweep> sweep =
      new AtomicReference<>(UnusedWords.Sweep.NONE);

  /**
   * @param settings those of now, asked at each step
   */
  public Retention(Store store, Supplier<RetentionSettings> settings, InstantSource clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    List<Supplier<CompletableFuture<Boolean>>> kinds = new ArrayList<>();
    for (var subject : FigureSubject.values()) {
      var table = new RetentionTable(SubjectRows.of(subject));
      kinds.add(() -> rows(table, subject));
      kinds.add(() -> buckets(table));
      kinds.add(() -> store.write(table::deleteFine));
    }
    kinds.add(this::words);
    this.runner = new StepRunner("Deleting what was kept for long enough", kinds);
  }

  /** The same as {@link #advance}, for who does not wait. */
  @Override
  public void run() {
    var _ = advance();
  }

  /** Deletes what is old enough. Does nothing while it is at it already. */
  public CompletableFuture<Void> advance() {
    return runner.advance();
  }

  private CompletableFuture<Boolean> rows(RetentionTable table, FigureSubject subject) {
    var before = clock.instant().minus(settings.get().rows(subject));
    return store.write(handle -> table.deleteRows(handle, millis(before), ROWS) == ROWS);
  }

  private CompletableFuture<Boolean> buckets(RetentionTable table) {
    var before = clock.instant().minus(settings.get().figures());
    return store.write(handle -> table.deleteOldest(handle, millis(before)));
  }

  private CompletableFuture<Boolean> words() {
    return store
        .read(handle -> UnusedWords.find(handle, sweep.get(), WORDS))
        .thenCompose(
            found ->
                (found.unused().isEmpty()
                        ? CompletableFuture.completedFuture(0)
                        : store.write(handle -> UnusedWords.delete(handle, found.unused())))
                    .thenApply(_ -> found.sweep()))
        .thenApply(
            reached -> {
              sweep.set(reached);
              return !reached.isOver();
            });
  }

  /** Long spans may reach back behind 1970. */
  private static long millis(Instant time) {
    return Math.max(0, time.toEpochMilli());
  }
}

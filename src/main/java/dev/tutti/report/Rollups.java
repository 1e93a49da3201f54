package dev.tutti.report;

import dev.tutti.ledger.WrittenRows;
import dev.tutti.store.StepRunner;
import dev.tutti.store.Store;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Rollups: rows added up into buckets, in the background. Rows that this process writes are added
 * up as they are written; others, such as those of a process that was killed, are read from a
 * snapshot, some thousands at a time. Sums are written in one transaction with how far they are, so
 * that each row counts once, also when the process is killed in between. Thread-safe.
 */
public final class Rollups implements Runnable {
  private static final int ROWS = 10_000;
  private static final int MUCH = 2_000;
  private static final int RUNS = 20;

  private final Store store;
  private final int rows;
  private final StepRunner runner;
  private final List<Subject> subjects =
      Arrays.stream(FigureSubject.values()).map(SubjectRows::of).map(Subject::of).toList();
  private final AtomicLong runs = new AtomicLong();

  /** What is added up of a subject: in the database, and since. */
  private record Subject(BucketTable table, FreshSums fresh) {
    static Subject of(SubjectRows rows) {
      return new Subject(new BucketTable(rows), new FreshSums(rows));
    }
  }

  private Rollups(Store store, int rows) {
    this.store = store;
    this.rows = rows;
    List<Supplier<CompletableFuture<Boolean>>> kinds =
        subjects.stream()
            .<Supplier<CompletableFuture<Boolean>>>map(subject -> () -> step(subject))
            .toList();
    this.runner = new StepRunner("Adding figures up", kinds);
  }

  /** Rollups of a store, to be run from time to time. */
  public static Rollups over(Store store) {
    return new Rollups(store, ROWS);
  }

  static Rollups over(Store store, int rows) {
    return new Rollups(store, rows);
  }

  /**
   * Adds up rows that were just written, in memory, and writes the sums once they are of many
   * groups; rows that are not seen here are read.
   */
  public void add(WrittenRows written) {
    subjects.forEach(each -> each.fresh.add(written));
    if (subjects.stream().anyMatch(each -> each.fresh.areMany())) {
      var _ = advance();
    }
  }

  /**
   * Writes what has come once it is much, or at the twentieth time: a bucket is written anew for
   * each row that comes alone, and some thousand rows are soon read.
   */
  @Override
  public void run() {
    boolean due = runs.incrementAndGet() % RUNS == 0;
    var _ = advanceWhen(due);
  }

  /**
   * Writes what has come if it is much, so that few rows are left to be read.
   *
   * @return done when they are in
   */
  CompletableFuture<Void> catchUp() {
    return advanceWhen(false);
  }

  private CompletableFuture<Void> advanceWhen(boolean due) {
    return runner.advanceWhen(() -> waiting().thenApply(waiting -> due || waiting >= MUCH));
  }

  private CompletableFuture<Long> waiting() {
    return store.read(
        handle -> subjects.stream().mapToLong(each -> each.table.waiting(handle)).sum());
  }

  /**
   * Adds up what has come. While it is at it already, waits for that.
   *
   * @return done when everything that was there is in
   */
  public CompletableFuture<Void> advance() {
    return runner.advance();
  }

  private CompletableFuture<Boolean> step(Subject subject) {
    return store
        .read(handle -> subject.table.next(handle, subject.fresh, rows))
        .thenCompose(
            increment ->
                increment.rows() == 0
                    ? CompletableFuture.completedFuture(false)
                    : store
                        .write(handle -> subject.table.write(handle, increment))
                        .thenApply(_ -> increment.rows() >= rows));
  }
}

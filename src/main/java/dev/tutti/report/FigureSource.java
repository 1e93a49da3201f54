package dev.tutti.report;

import dev.tutti.config.Argument;
import dev.tutti.ledger.Ledger;
import dev.tutti.store.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Source of all figures. Its futures are completed on threads of the store. Thread-safe. */
public final class FigureSource {
  /** The most rows of a breakdown. */
  public static final int MOST_ROWS = 1_000;

  /** The most lines of a series. */
  public static final int MOST_LINES = 50;

  /**
   * How long a reading waits for rows to be added up, before it reads those that are left: more
   * than it takes for what has come since the last time, but not for what has never been added up.
   */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final Ledger ledger;
  private final Supplier<CompletableFuture<Void>> before;
  private final InstantSource clock;

  private FigureSource(
      Ledger ledger, Supplier<CompletableFuture<Void>> before, InstantSource clock) {
    this.ledger = ledger;
    this.before = before;
    this.clock = clock;
  }

  /** Figures over a ledger, with everything that it has noted so far. */
  public static FigureSource over(Ledger ledger, InstantSource clock) {
    return new FigureSource(ledger, () -> CompletableFuture.completedFuture(null), clock);
  }

  /** The same, with rows added up first where they are many, so that few of them are read. */
  public static FigureSource over(Ledger ledger, Rollups rollups, InstantSource clock) {
    return new FigureSource(ledger, () -> catchUp(ledger, rollups), clock);
  }

  private static CompletableFuture<Void> catchUp(Ledger ledger, Rollups rollups) {
    return ledger
        .flush()
        .handle((_, _) -> rollups)
        .thenCompose(Rollups::catchUp)
        .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Work on a reading. */
  private interface Reader<T> {
    T read(FigureReading reading) throws Exception;
  }

  private <T> CompletableFuture<T> reading(
      ReportScope scope, Set<FigureSubject> subjects, Reader<T> reader) {
    Work<T> work = handle -> reader.read(FigureReading.of(handle, scope, subjects, clock.millis()));
    return before.get().handle((_, _) -> work).thenCompose(ledger::read);
  }

  /**
   * Figures of all calls and attempts of a scope together.
   *
   * @throws IllegalArgumentException when the filter names a field that only calls have and one
   *     that only attempts have
   */
  public CompletableFuture<Figures> total(ReportScope scope) {
    var subjects = FigureReading.subjects(scope, List.of());
    return reading(
        scope,
        subjects,
        reading -> FigurePoints.total(reading).lines().getFirst().points().getFirst());
  }

  /**
   * Figures by dimensions.
   *
   * @param by at least one dimension
   * @param order the measure by which the largest groups are found
   * @param limit at most so many rows, 1 to {@link #MOST_ROWS}
   * @throws IllegalArgumentException when calls have one of the fields and dimensions only, and
   *     attempts another one; or when the measure is of what they leave out
   */
  public CompletableFuture<FigureBreakdown> by(
      ReportScope scope, List<Dimension> by, ReportMeasure order, int limit) {
    Argument.check(!by.isEmpty(), "by", by, "a dimension or more");
    Argument.check(limit >= 1 && limit <= MOST_ROWS, "limit", limit, "1 to " + MOST_ROWS);
    var subjects = subjects(scope, by, order);
    return reading(
        scope, subjects, reading -> FigureGroups.read(reading, by).breakdown(order, limit));
  }

  private static Set<FigureSubject> subjects(
      ReportScope scope, List<Dimension> by, ReportMeasure measure) {
    var subjects = FigureReading.subjects(scope, by);
    if (!measure.isOf(subjects)) {
      throw new IllegalArgumentException(
          "measure: %s (expected: one of %s, which the filter and the groups leave in)"
              .formatted(
                  measure.word(), subjects.contains(FigureSubject.CALL) ? "calls" : "attempts"));
    }
    return subjects;
  }

  /**
   * Measures of what a filter leaves in.
   *
   * @throws IllegalArgumentException as {@link #by}
   */
  public static void check(ReportScope scope, List<ReportMeasure> measures) {
    measures.forEach(measure -> subjects(scope, List.of(), measure));
  }

  /**
   * Figures by time, of all together.
   *
   * @throws IllegalArgumentException as {@link #total}, and when there are too many points
   */
  public CompletableFuture<FigureSeries> series(ReportScope scope, SeriesStep step) {
    var subjects = FigureReading.subjects(scope, List.of());
    var span = SeriesSpan.of(step, scope);
    return reading(scope, subjects, reading -> FigurePoints.read(reading, span));
  }

  /**
   * Figures by time and a dimension: a line for each of the largest groups, and one for the rest.
   *
   * @param by not one of time
   * @param order the measure by which the largest groups are found
   * @param limit at most so many lines, 1 to {@link #MOST_LINES}, the rest not counted
   * @throws IllegalArgumentException as {@link #by}, and when there are too many points
   */
  public CompletableFuture<FigureSeries> series(
      ReportScope scope, SeriesStep step, Dimension by, ReportMeasure order, int limit) {
    Argument.check(by.step().isEmpty(), "by", by.word(), "not a dimension of time");
    Argument.check(limit >= 1 && limit <= MOST_LINES, "limit", limit, "1 to " + MOST_LINES);
    var subjects = subjects(scope, List.of(by), order);
    var span = SeriesSpan.of(step, scope);
    return reading(scope, subjects, reading -> FigurePoints.read(reading, span, by, order, limit));
  }
}

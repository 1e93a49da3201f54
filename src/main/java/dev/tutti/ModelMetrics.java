package dev.tutti;

import dev.tutti.ledger.CallFields;
import dev.tutti.ledger.CallRow;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import dev.tutti.report.Dimension;
import dev.tutti.report.FigureBreakdown;
import dev.tutti.report.FigureSource;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * Figures of the calls of a model in the last 30 days, by everybody.
 *
 * @param model as it was asked for
 * @param successful calls whose answer came whole
 * @param averageTime of a call, zero where there is none
 * @param inputTokens of all attempts
 * @param outputTokens of all attempts
 * @param lastErrors codes of the latest failures, at most five, the latest first
 */
public record ModelMetrics(
    String model,
    long total,
    long successful,
    long failed,
    Duration averageTime,
    long inputTokens,
    long outputTokens,
    List<String> lastErrors) {
  private static final Duration SPAN = Duration.ofDays(30);
  private static final int MOST_FAILURES = 1_000;
  private static final int MOST_ERRORS = 5;

  /** Keeps a copy. */
  public ModelMetrics {
    lastErrors = List.copyOf(lastErrors);
  }

  /** Figures of the models that were asked, those with the most calls first; blocks. */
  static List<ModelMetrics> all(Core core, FigureSource figures) {
    var now = core.platform.clock().instant().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
    var scope = ReportScope.of(now.minus(SPAN), now, ZoneOffset.UTC, "", now);
    var found =
        Store.await(
            figures.by(
                scope, List.of(Dimension.MODEL), ReportMeasure.CALLS, FigureSource.MOST_ROWS));
    var failures = failures(core, now);
    return found.rows().stream()
        .filter(row -> row.figures().calls().count() > 0)
        .map(row -> of(row, failures))
        .toList();
  }

  private static List<CallRow> failures(Core core, Instant now) {
    var query =
        Query.parse(
            "-outcome=completed started>=" + now.minus(SPAN),
            CallFields.CALL,
            new Moment(now, ZoneOffset.UTC));
    return Store.await(core.ledger.page(query, Long.MAX_VALUE, MOST_FAILURES)).rows();
  }

  private static ModelMetrics of(FigureBreakdown.Row row, List<CallRow> failures) {
    var model = row.names().getFirst();
    var calls = row.figures().calls();
    var spend = row.figures().spend();
    return new ModelMetrics(
        model,
        calls.count(),
        calls.completed(),
        calls.count() - calls.completed(),
        Duration.of(calls.total().sum() / calls.count(), ChronoUnit.MICROS),
        spend.input(),
        spend.output(),
        failures.stream()
            .filter(each -> model.equals(each.fields().get("model")))
            .map(each -> Objects.toString(each.fields().get("outcome"), ""))
            .limit(MOST_ERRORS)
            .toList());
  }

  /** Figures of a model that nobody has asked. */
  static ModelMetrics none(String model) {
    return new ModelMetrics(model, 0, 0, 0, Duration.ZERO, 0, 0, List.of());
  }
}

package dev.tutti.report.kind;

import dev.tutti.ledger.CallFields;
import dev.tutti.ledger.CallRow;
import dev.tutti.ledger.Ledger;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import dev.tutti.query.QuerySyntaxException;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import dev.tutti.store.Store;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The slowest calls of a scope, as {@code GET /admin/calls} has them. They are found among those
 * above a percentile that leaves some hundreds.
 */
final class SlowCalls {
  private static final int SHOWN = 10;
  private static final int READ = 1_000;
  private static final double WANTED = 200;
  private static final double TOLERANCE = 0.98; // percentiles may be 1 % too high
  private static final List<DataTable.Column> COLUMNS =
      List.of(
          DataTable.Column.text("call"),
          DataTable.Column.text("started"),
          DataTable.Column.text("model"),
          DataTable.Column.text("owner"),
          DataTable.Column.text("outcome"),
          DataTable.Column.of("total", MeasureUnit.MILLISECONDS),
          DataTable.Column.of("first_token", MeasureUnit.MILLISECONDS));

  private final Ledger ledger;
  private final Comparison figures;

  SlowCalls(Ledger ledger, Comparison figures) {
    this.ledger = ledger;
    this.figures = figures;
  }

  /** The slowest first; empty where the filter is about attempts only. */
  Optional<ReportSection> section(ReportRequest request) {
    var times = figures.total().now().calls().total();
    if (times.count() == 0) {
      return Optional.empty();
    }
    double percent = Math.max(1, 100 * (1 - WANTED / times.count()));
    long micros = (long) (times.percentile(percent).orElse(0) * TOLERANCE);
    return query(request, micros)
        .map(query -> Store.await(ledger.calls(query, Long.MAX_VALUE, READ)))
        .map(
            calls ->
                Sections.of(
                    "slowest",
                    Sentence.of(figures.isLarge() ? "slowest_of_latest" : "slowest"),
                    new DataTable(
                        "slowest",
                        COLUMNS,
                        calls.stream()
                            .sorted(Comparator.comparing(SlowCalls::total).reversed())
                            .limit(SHOWN)
                            .map(SlowCalls::row)
                            .toList())));
  }

  private Optional<Query> query(ReportRequest request, long micros) {
    var scope = request.scope();
    var filter =
        "%s started>=%s started<%s total>=%dus"
            .formatted(request.filter(), scope.from(), scope.to(), micros);
    try {
      return Optional.of(
          Query.parse(filter, CallFields.CALL, new Moment(figures.now(), scope.zone())));
    } catch (QuerySyntaxException _) {
      return Optional.empty(); // names a field of attempts, or is too long with what is added
    }
  }

  private static BigDecimal total(CallRow call) {
    return (BigDecimal) Objects.requireNonNull(call.fields().get("total"));
  }

  private static List<Cell> row(CallRow call) {
    return List.of(
        text(call, "call"),
        new Cell.Moment(Instant.parse(String.valueOf(call.fields().get("started")))),
        text(call, "model"),
        text(call, "owner"),
        text(call, "outcome"),
        time(call, "total"),
        time(call, "first_token"));
  }

  private static Cell text(CallRow call, String field) {
    return new Cell.Text(Objects.toString(call.fields().get(field), ""));
  }

  private static Cell time(CallRow call, String field) {
    return call.fields().get(field) instanceof BigDecimal millis
        ? new Cell.Amount(ComparedFigure.of(MeasureUnit.MILLISECONDS, millis, 1))
        : new Cell.None();
  }
}

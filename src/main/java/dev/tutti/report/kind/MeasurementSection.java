package dev.tutti.report.kind;

import dev.tutti.monitor.MeasurementSummary;
import dev.tutti.monitor.Measurements;
import dev.tutti.report.Figure;
import dev.tutti.report.FigureFlag;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.Chart;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.FigureList;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import dev.tutti.store.Store;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Section about what was measured outside of Tutti: of each type of request the mean, the standard
 * deviation, the 95th percentile, the share that succeeded, and the last ones against the first.
 */
public final class MeasurementSection implements SectionSource {
  private static final int MICRO_DIGITS = 3; // of milliseconds
  private static final int SHARE_DIGITS = 9;
  private static final List<DataTable.Column> COLUMNS =
      List.of(
          DataTable.Column.text("request_type"),
          DataTable.Column.of("count", MeasureUnit.COUNT),
          DataTable.Column.of("mean", MeasureUnit.MILLISECONDS),
          DataTable.Column.of("deviation", MeasureUnit.MILLISECONDS),
          DataTable.Column.of("p95", MeasureUnit.MILLISECONDS),
          DataTable.Column.of("success_rate", MeasureUnit.SHARE),
          DataTable.Column.of("latest_mean", MeasureUnit.MILLISECONDS),
          DataTable.Column.of("latest_success_rate", MeasureUnit.SHARE));

  private final Measurements measurements;

  /** A section about these. */
  public MeasurementSection(Measurements measurements) {
    this.measurements = measurements;
  }

  @Override
  public Optional<ReportSection> section(ReportRequest request) {
    var scope = request.scope();
    var types = Store.await(measurements.summary(scope.from(), scope.to()));
    return types.isEmpty() ? Optional.empty() : Optional.of(section(types));
  }

  private static ReportSection section(Map<String, MeasurementSummary> summaries) {
    var all = summaries.getOrDefault(MeasurementSummary.ALL, summaries.values().iterator().next());
    var types =
        summaries.entrySet().stream()
            .filter(each -> !each.getKey().equals(MeasurementSummary.ALL))
            .toList();
    return Sections.of(
        "measurements",
        Sentence.of(
            "measured",
            new Cell.Amount(ComparedFigure.count(all.count())),
            share(all.successRate(), all.count()),
            millis(all.mean(), all.count()),
            millis(all.p95(), all.count())),
        totals(all),
        new DataTable(
            "request_types",
            COLUMNS,
            types.stream().map(each -> row(each.getKey(), each.getValue())).toList()),
        chart(types));
  }

  private static FigureList totals(MeasurementSummary all) {
    var entries = new ArrayList<FigureList.Entry>();
    add(entries, "measured_requests", new Cell.Amount(ComparedFigure.count(all.count())));
    add(entries, "success_rate", share(all.successRate(), all.count()));
    add(entries, "mean", millis(all.mean(), all.count()));
    add(entries, "p95", millis(all.p95(), all.count()));
    add(entries, "memory_mean", bytes(all.effort().meanMemory(), all.count()));
    add(entries, "memory_most", bytes(all.effort().peakMemory(), all.count()));
    add(entries, "processor_mean", share(all.effort().meanCpu(), all.count()));
    add(entries, "latest_mean", latestMean(all));
    add(entries, "latest_success_rate", latestSuccess(all));
    return new FigureList("measured", entries);
  }

  private static void add(List<FigureList.Entry> to, String key, Cell.Amount cell) {
    to.add(new FigureList.Entry(key, cell.figure()));
  }

  private static List<Cell> row(String type, MeasurementSummary of) {
    return List.of(
        new Cell.Text(type),
        new Cell.Amount(ComparedFigure.count(of.count())),
        millis(of.mean(), of.count()),
        millis(of.deviation(), of.count()),
        millis(of.p95(), of.count()),
        share(of.successRate(), of.count()),
        latestMean(of),
        latestSuccess(of));
  }

  /** The mean of the last ones, compared with the first ones. */
  private static Cell.Amount latestMean(MeasurementSummary of) {
    var trend = of.trend();
    return trend(
        MeasureUnit.MILLISECONDS,
        millis(trend.lastMean()),
        millis(trend.firstMean()),
        trend.size());
  }

  private static Cell.Amount latestSuccess(MeasurementSummary of) {
    var trend = of.trend();
    return trend(
        MeasureUnit.SHARE,
        decimal(trend.lastSuccess()),
        decimal(trend.firstSuccess()),
        trend.size());
  }

  private static Cell.Amount trend(MeasureUnit unit, BigDecimal last, BigDecimal first, int size) {
    return new Cell.Amount(
        size == 0
            ? new ComparedFigure(unit, new Figure(null, 0, Set.of(FigureFlag.FEW)), null)
            : new ComparedFigure(unit, new Figure(last, size, Set.of()), first));
  }

  /** Mean, deviation and percentile of each type beside each other. */
  private static Chart chart(List<Map.Entry<String, MeasurementSummary>> types) {
    return new Chart(
        "measured_latency",
        Chart.Form.LINES,
        MeasureUnit.MILLISECONDS,
        types.stream().<Cell>map(each -> new Cell.Text(each.getKey())).toList(),
        List.of(
            line("mean", types, MeasurementSummary::mean),
            line("p95", types, MeasurementSummary::p95)),
        types.size());
  }

  private static Chart.Line line(
      String key,
      List<Map.Entry<String, MeasurementSummary>> types,
      Function<MeasurementSummary, Duration> value) {
    return new Chart.Line(
        new Cell.Label(key),
        types.stream()
            .map(Map.Entry::getValue)
            .map(each -> new Figure(millis(value.apply(each)), each.count(), Set.of()))
            .toList());
  }

  private static Cell.Amount millis(Duration time, long n) {
    return new Cell.Amount(ComparedFigure.of(MeasureUnit.MILLISECONDS, millis(time), n));
  }

  private static BigDecimal millis(Duration time) {
    return BigDecimal.valueOf(time.toNanos() / 1_000, MICRO_DIGITS);
  }

  private static Cell.Amount share(double share, long n) {
    return new Cell.Amount(ComparedFigure.of(MeasureUnit.SHARE, decimal(share), n));
  }

  private static BigDecimal decimal(double value) {
    return ComparedFigure.plain(
        BigDecimal.valueOf(value).setScale(SHARE_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static Cell.Amount bytes(long bytes, long n) {
    return new Cell.Amount(ComparedFigure.of(MeasureUnit.BYTES, BigDecimal.valueOf(bytes), n));
  }
}

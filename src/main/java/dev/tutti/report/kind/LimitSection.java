package dev.tutti.report.kind;

import dev.tutti.monitor.LimitHistory;
import dev.tutti.monitor.LimitMonitor;
import dev.tutti.monitor.LimitQuery;
import dev.tutti.monitor.LimitSample;
import dev.tutti.report.Figure;
import dev.tutti.report.FigureFlag;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.Chart;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import dev.tutti.store.Store;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Section about how full limits were, as a monitor has seen them at each second. */
public final class LimitSection implements SectionSource {
  private static final int PARTS = 96;
  private static final int DIGITS = 6;
  private static final Duration SHORTEST_PART = Duration.ofMinutes(5);
  private static final Figure GAP = new Figure(null, 0, Set.of(FigureFlag.FEW));
  private static final List<DataTable.Column> COLUMNS =
      List.of(
          DataTable.Column.text("limit_kind"),
          DataTable.Column.text("limit_subject"),
          DataTable.Column.of("limit", MeasureUnit.COUNT),
          DataTable.Column.of("lowest_limit", MeasureUnit.COUNT),
          DataTable.Column.of("most_used", MeasureUnit.COUNT),
          DataTable.Column.of("most_share", MeasureUnit.SHARE),
          DataTable.Column.of("saturated", MeasureUnit.SHARE),
          DataTable.Column.of("most_waiting", MeasureUnit.COUNT));

  private final LimitMonitor monitor;

  /** A section about what this has seen. */
  public LimitSection(LimitMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public Optional<ReportSection> section(ReportRequest request) {
    var from = request.scope().from();
    var span = Duration.between(from, request.scope().to());
    int parts = Math.clamp(span.dividedBy(SHORTEST_PART), 1, PARTS);
    var history = Store.await(monitor.history(LimitQuery.all(from, request.scope().to(), parts)));
    if (history.samples().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Sections.of(
            "limits",
            sentence(history.samples().getFirst()),
            table(history.samples()),
            chart(history, from, span.dividedBy(parts), parts)));
  }

  private static Sentence sentence(LimitSample fullest) {
    return Sentence.of(
        "limits",
        label(fullest),
        new Cell.Text(fullest.subject()),
        share(fullest.share()),
        share(fullest.saturated()));
  }

  private static Cell label(LimitSample sample) {
    return new Cell.Label("limit_" + sample.kind().word());
  }

  private static DataTable table(List<LimitSample> samples) {
    var rows =
        samples.stream()
            .limit(Sections.MOST_ROWS)
            .map(
                each ->
                    List.of(
                        label(each),
                        new Cell.Text(each.subject()),
                        count(each.most()),
                        count(each.lowest()),
                        count(each.used()),
                        share(each.share()),
                        share(each.saturated()),
                        count(each.waiting())))
            .toList();
    return new DataTable("limits", COLUMNS, rows);
  }

  private static Chart chart(LimitHistory history, Instant from, Duration part, int parts) {
    var shown = history.samples().stream().limit(Sections.MOST_LINES).toList();
    var positions =
        IntStream.range(0, parts)
            .<Cell>mapToObj(each -> new Cell.Moment(from.plus(part.multipliedBy(each))))
            .toList();
    var lines =
        shown.stream()
            .map(each -> new Chart.Line(new Cell.Text(name(each)), shares(history, each, parts)))
            .toList();
    return new Chart(
        "limits_by_time", Chart.Form.LINES, MeasureUnit.SHARE, positions, lines, parts);
  }

  private static String name(LimitSample sample) {
    return sample.subject() + " (" + sample.kind().word() + ")";
  }

  private static List<Figure> shares(LimitHistory history, LimitSample of, int parts) {
    var figures = new ArrayList<>(Collections.nCopies(parts, GAP));
    for (var point : history.points()) {
      if (point.kind() == of.kind() && point.subject().equals(of.subject())) {
        figures.set(
            Math.clamp(point.part(), 0, parts - 1),
            new Figure(decimal(point.share()), 1, Set.of()));
      }
    }
    return figures;
  }

  private static Cell count(long number) {
    return new Cell.Amount(ComparedFigure.count(number));
  }

  private static Cell share(double share) {
    return Sections.amount(MeasureUnit.SHARE, decimal(share), 1);
  }

  private static BigDecimal decimal(double value) {
    return ComparedFigure.plain(BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN));
  }
}

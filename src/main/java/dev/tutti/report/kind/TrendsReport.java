package dev.tutti.report.kind;

import static dev.tutti.report.ReportMeasure.CALLS;
import static dev.tutti.report.ReportMeasure.COST;
import static dev.tutti.report.ReportMeasure.ERROR_RATE;
import static dev.tutti.report.ReportMeasure.FAILED_CALLS;
import static dev.tutti.report.ReportMeasure.OUTPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.SUCCESS_RATE;
import static dev.tutti.report.ReportMeasure.TOTAL_P50;
import static dev.tutti.report.ReportMeasure.TOTAL_P95;
import static dev.tutti.report.ReportMeasure.TOTAL_TOKENS;

import dev.tutti.report.Dimension;
import dev.tutti.report.FigureSeries;
import dev.tutti.report.FigureSource;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.SeriesStep;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.Element;
import dev.tutti.report.document.FigureList;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What has changed over weeks: the last 7 and 28 days against those before, weekdays, changes. */
final class TrendsReport {
  private static final int WEEK = 7;
  private static final int FOUR_WEEKS = 28;
  private static final List<ReportMeasure> MEASURES =
      List.of(CALLS, SUCCESS_RATE, TOTAL_P50, TOTAL_P95, OUTPUT_TOKENS, COST);
  private static final List<ReportMeasure> WATCHED = List.of(CALLS, ERROR_RATE, TOTAL_P95, COST);
  private static final List<ReportMeasure> FORECAST = List.of(COST, CALLS, TOTAL_TOKENS);
  private static final List<String> WEEKDAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  private final FigureSource source;
  private final ReportRequest request;
  private final Comparison figures;

  TrendsReport(FigureSource source, ReportRequest request, Comparison figures) {
    this.source = source;
    this.request = request;
    this.figures = figures;
  }

  List<ReportSection> sections() {
    var days = figures.series(SeriesStep.of("day"));
    var whole = days.whole(figures.now());
    return List.of(
        Sections.of("last_days", last(WEEK), last(FOUR_WEEKS)),
        Sections.of(
            "by_day",
            figures.lines("calls_by_time", days, CALLS, FAILED_CALLS),
            figures.lines("cost_by_time", days, COST),
            figures.lines("latency_by_time", days, TOTAL_P50, TOTAL_P95)),
        Sections.of("weekdays", weekdays()),
        changePoints(whole),
        forecasts(whole));
  }

  /** The last days before the end of the span, against as many before them. */
  private FigureList last(int days) {
    var scope = request.scope();
    var from = scope.to().atZone(scope.zone()).minusDays(days).toInstant();
    var compared =
        new Comparison(
            source,
            new ReportRequest(
                request.kind(), scope.within(from, scope.to()), request.filter(), List.of(), true),
            figures.now());
    return compared.list(
        "last_%d_days".formatted(days), compared.total(), MEASURES.toArray(ReportMeasure[]::new));
  }

  private DataTable weekdays() {
    var groups = figures.groups(List.of(Dimension.WEEKDAY), CALLS, WEEK);
    var ordered =
        groups.rows().stream()
            .sorted(Comparator.comparingInt(each -> WEEKDAYS.indexOf(each.names().getFirst())))
            .toList();
    return figures.table(
        "weekdays",
        List.of(Dimension.WEEKDAY),
        new Comparison.Groups(ordered, groups.left()),
        MEASURES.toArray(ReportMeasure[]::new));
  }

  /**
   * What the four weeks after some days will bring.
   *
   * @param days whole ones: half of a day is no small day
   */
  private ReportSection forecasts(FigureSeries days) {
    return new ReportSection(
        "forecasts",
        FORECAST.stream()
            .filter(measure -> measure.isOf(figures.total().now().subjects()))
            .flatMap(measure -> ForecastParts.of(measure, days, request.scope().zone()).stream())
            .toList());
  }

  /** Days at which a level has changed, in words. */
  private ReportSection changePoints(FigureSeries days) {
    var told = new ArrayList<Element>();
    var points = days.lines().getFirst().points();
    for (var measure : WATCHED) {
      var values =
          points.stream().map(each -> Optional.ofNullable(measure.value(each).value())).toList();
      for (var change : LevelShifts.in(values)) {
        told.add(
            Sentence.of(
                "level_shift",
                new Cell.Label(measure.word()),
                new Cell.Moment(days.edges().get(change.at())),
                Sections.amount(
                    measure.unit(), BigDecimal.valueOf(change.before()), LevelShifts.SIDE),
                Sections.amount(
                    measure.unit(), BigDecimal.valueOf(change.after()), LevelShifts.SIDE)));
      }
    }
    if (told.isEmpty()) {
      told.add(Sentence.of(points.size() < 2 * LevelShifts.SIDE ? "too_short" : "no_level_shift"));
    }
    return new ReportSection("level_shifts", told);
  }
}

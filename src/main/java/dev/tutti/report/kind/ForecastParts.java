package dev.tutti.report.kind;

import dev.tutti.forecast.DailySeries;
import dev.tutti.forecast.Forecast;
import dev.tutti.forecast.ForecastMethod;
import dev.tutti.forecast.Forecaster;
import dev.tutti.report.Figure;
import dev.tutti.report.FigureSeries;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.Chart;
import dev.tutti.report.document.Element;
import dev.tutti.report.document.Sentence;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What the days after a series will bring of a measure: a sentence and a chart with a band. */
final class ForecastParts {
  private static final int DAYS = 28;
  private static final long SEED = 28; // the same days have the same forecast
  private static final int DIGITS = 6;

  private ForecastParts() {}

  /**
   * The elements about one measure.
   *
   * @param days a series by days, all of them whole
   */
  static List<Element> of(ReportMeasure measure, FigureSeries days, ZoneId zone) {
    var amounts =
        days.lines().getFirst().points().stream()
            .limit(Forecaster.MOST_DAYS)
            .map(
                each ->
                    Optional.ofNullable(measure.value(each).value())
                        .map(BigDecimal::doubleValue)
                        .orElse(0.0))
            .toList();
    var first = days.edges().getFirst().atZone(zone).toLocalDate();
    var forecast = Forecaster.forecast(new DailySeries(first, amounts), DAYS, SEED);
    return forecast.method() == ForecastMethod.NONE
        ? List.of(Sentence.of("no_forecast", new Cell.Label(measure.word())))
        : List.of(sentence(measure, forecast), chart(measure, forecast, zone));
  }

  private static Sentence sentence(ReportMeasure measure, Forecast forecast) {
    var total = forecast.total(1);
    var score = forecast.score();
    return Sentence.of(
        score.days() == 0 ? "forecast" : "scored_forecast",
        new Cell.Label(measure.word()),
        amount(measure.unit(), total.value()),
        amount(measure.unit(), total.low()),
        amount(measure.unit(), total.high()),
        new Cell.Label(forecast.method().word()),
        amount(MeasureUnit.NUMBER, score.mase()),
        amount(MeasureUnit.SHARE, score.coverage()));
  }

  private static Cell amount(MeasureUnit unit, double value) {
    return Sections.amount(unit, decimal(value), 1);
  }

  private static Chart chart(ReportMeasure measure, Forecast forecast, ZoneId zone) {
    var days = forecast.days();
    return new Chart(
        "forecast_of_" + measure.word(),
        Chart.Form.LINES,
        measure.unit(),
        days.stream()
            .<Cell>map(day -> new Cell.Moment(day.date().atStartOfDay(zone).toInstant()))
            .toList(),
        List.of(
            line("expected", days, day -> day.amount().value()),
            line("low", days, day -> day.amount().low()),
            line("high", days, day -> day.amount().high())),
        0);
  }

  private static Chart.Line line(
      String key, List<Forecast.Day> days, ToDoubleFunction<Forecast.Day> value) {
    return new Chart.Line(
        new Cell.Label(key),
        days.stream()
            .map(day -> new Figure(decimal(value.applyAsDouble(day)), 1, Set.of()))
            .toList());
  }

  private static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN);
  }
}

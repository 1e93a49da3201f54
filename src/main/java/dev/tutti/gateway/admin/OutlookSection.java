package dev.tutti.gateway.admin;

import dev.tutti.forecast.ForecastMethod;
import dev.tutti.forecast.usage.DiskForecast;
import dev.tutti.forecast.usage.PeakForecast;
import dev.tutti.forecast.usage.UsageForecasts;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.Element;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import dev.tutti.report.kind.ReportRequest;
import dev.tutti.report.kind.SectionSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Section about when something becomes full: the peaks of the weeks to come beside limits, and the
 * disk. Only in reports that end now: it is about what comes, whatever their span and filter.
 */
public record OutlookSection(UsageForecasts forecasts, InstantSource clock)
    implements SectionSource {
  private static final Duration NOW = Duration.ofDays(1);
  private static final int WEEKS = 4;
  private static final int DIGITS = 3;
  private static final List<DataTable.Column> COLUMNS =
      List.of(
          DataTable.Column.text("limit_kind"),
          DataTable.Column.text("provider"),
          DataTable.Column.of("last_week", MeasureUnit.NUMBER),
          DataTable.Column.of("in_four_weeks", MeasureUnit.NUMBER),
          DataTable.Column.of("low", MeasureUnit.NUMBER),
          DataTable.Column.of("high", MeasureUnit.NUMBER),
          DataTable.Column.of("limit", MeasureUnit.NUMBER),
          DataTable.Column.of("used_share", MeasureUnit.SHARE),
          DataTable.Column.text("full_earliest"),
          DataTable.Column.text("full_expected"));

  @Override
  public Optional<ReportSection> section(ReportRequest request) {
    if (request.scope().to().isBefore(clock.instant().minus(NOW))) {
      return Optional.empty();
    }
    var rows = new ArrayList<List<Cell>>();
    forecasts.tokens().forEach(each -> add(rows, "tokens_per_minute", each));
    forecasts.concurrency().forEach(each -> add(rows, "calls_at_once", each));
    var elements = new ArrayList<Element>();
    if (!rows.isEmpty()) {
      elements.add(new DataTable("outlook", COLUMNS, rows));
    }
    elements.add(disk(forecasts.disk()));
    return Optional.of(new ReportSection("outlook", elements));
  }

  private static void add(List<List<Cell>> rows, String kind, PeakForecast forecast) {
    var peaks = forecast.peaks();
    var bound = forecast.bound();
    if (peaks.weeks().isEmpty()) {
      return;
    }
    var ahead = peaks.method() == ForecastMethod.NONE ? null : peaks.ahead().get(WEEKS - 1);
    rows.add(
        List.of(
            new Cell.Label(kind),
            new Cell.Text(forecast.provider()),
            number(peaks.weeks().getLast()),
            ahead == null ? new Cell.None() : number(ahead.value()),
            ahead == null ? new Cell.None() : number(ahead.low()),
            ahead == null ? new Cell.None() : number(ahead.high()),
            bound == null ? new Cell.None() : number((double) bound.limit()),
            bound == null ? new Cell.None() : share(bound.share(peaks)),
            bound == null ? new Cell.None() : day(bound.earliest()),
            bound == null ? new Cell.None() : day(bound.expected())));
  }

  private static Sentence disk(DiskForecast disk) {
    var free = amount(MeasureUnit.BYTES, BigDecimal.valueOf(disk.free()));
    return disk.growth().method() == ForecastMethod.NONE || disk.full().expected() == null
        ? Sentence.of("disk_stays", free)
        : Sentence.of("disk_full", free, day(disk.full().earliest()), day(disk.full().expected()));
  }

  private static Cell day(@Nullable LocalDate day) {
    return day == null
        ? new Cell.None()
        : new Cell.Moment(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Cell number(double value) {
    return amount(MeasureUnit.NUMBER, decimal(value));
  }

  private static Cell share(double value) {
    return amount(MeasureUnit.SHARE, decimal(value));
  }

  private static Cell amount(MeasureUnit unit, BigDecimal value) {
    return new Cell.Amount(ComparedFigure.of(unit, value, 1));
  }

  private static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN);
  }
}

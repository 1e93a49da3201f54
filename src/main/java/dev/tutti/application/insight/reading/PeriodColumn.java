package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.series.SeriesPeriod;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Periods of the rows, or of the columns, of a table.
 *
 * @param texts as they are written; null where one is none
 * @param cumulative whether they run from the beginning of a year: 一季度, 上半年, 前三季度, 全年
 * @param dates frequency of dates by their distance; none where they are no dates
 */
record PeriodColumn(
    List<@Nullable PeriodText> texts, boolean cumulative, @Nullable SeriesFrequency dates) {

  private static final Pattern CUMULATIVE =
      Pattern.compile("(?i)累计|cumulative|year[- ]to[- ]date|\\bytd\\b");
  private static final Pattern COUNT =
      Pattern.compile(
          "(?i)(?:第\\s*)?(\\d{1,9})\\s*(?:周|天|日|期|次)?|(?:week|wk|day|step|no\\.?)\\s*(\\d{1,9})");

  static PeriodColumn of(List<@Nullable PeriodText> written, String header) {
    List<@Nullable PeriodText> texts = HalfYears.settled(written);
    List<PeriodText> known = new ArrayList<>();
    for (PeriodText each : texts) {
      if (each != null) {
        known.add(each);
      }
    }
    long running = known.stream().filter(PeriodText::cumulative).count();
    boolean cumulative =
        running > 0 && (CUMULATIVE.matcher(header).find() || running >= known.size() - running);
    return new PeriodColumn(texts, cumulative, dates(known));
  }

  private static @Nullable SeriesFrequency dates(List<PeriodText> known) {
    List<LocalDate> dates = new ArrayList<>();
    for (PeriodText each : known) {
      if (each.date() != null) {
        dates.add(each.date());
      }
    }
    if (dates.size() < 2 || dates.size() < known.size()) {
      return dates.isEmpty() ? null : SeriesFrequency.DAILY;
    }
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < dates.size(); i++) {
      gaps.add(Math.abs(ChronoUnit.DAYS.between(dates.get(i - 1), dates.get(i))));
    }
    gaps.sort(null);
    long usual = gaps.get(gaps.size() / 2);
    return usual >= 360
        ? SeriesFrequency.ANNUAL
        : usual >= 180
            ? SeriesFrequency.HALF_YEARLY
            : usual >= 89
                ? SeriesFrequency.QUARTERLY
                : usual >= 27
                    ? SeriesFrequency.MONTHLY
                    : usual == 7 ? SeriesFrequency.WEEKLY : SeriesFrequency.DAILY;
  }

  /**
   * Period of a row.
   *
   * @param year where none is written
   * @return null where there is none, or where it is a sum of others
   */
  @Nullable SeriesPeriod at(int row, int year) {
    PeriodText text = texts.get(row);
    if (text == null || (text.cumulative() && !cumulative)) {
      return null;
    }
    LocalDate date = text.date();
    if (date == null || dates == null) {
      return text.in(year);
    }
    return switch (dates) {
      case ANNUAL -> SeriesPeriod.year(date.getYear());
      case HALF_YEARLY -> SeriesPeriod.half(date.getYear(), (date.getMonthValue() - 1) / 6 + 1);
      case QUARTERLY -> SeriesPeriod.quarter(date.getYear(), (date.getMonthValue() - 1) / 3 + 1);
      case MONTHLY -> SeriesPeriod.month(date.getYear(), date.getMonthValue());
      case WEEKLY ->
          SeriesPeriod.placed(
              SeriesFrequency.WEEKLY, Math.floorDiv(date.toEpochDay(), 7), date.toString());
      case DAILY, ORDERED, UNORDERED -> SeriesPeriod.day(date);
    };
  }

  /** Number that a cell counts, such as 12, 第12周 or Week 12; null for none. */
  static @Nullable Long count(String cell) {
    Matcher counted = COUNT.matcher(cell);
    if (!counted.matches()) {
      return null;
    }
    return Long.valueOf(counted.group(1) == null ? counted.group(2) : counted.group(1));
  }

  /** Period of a counted row such as week 12. */
  static SeriesPeriod counted(String header, long number) {
    String lower = header.strip().toLowerCase(Locale.ROOT);
    SeriesFrequency frequency =
        lower.startsWith("week") || lower.startsWith("周")
            ? SeriesFrequency.WEEKLY
            : lower.startsWith("day") || lower.startsWith("天") || lower.equals("日")
                ? SeriesFrequency.DAILY
                : SeriesFrequency.ORDERED;
    return SeriesPeriod.placed(frequency, number, Long.toString(number));
  }
}

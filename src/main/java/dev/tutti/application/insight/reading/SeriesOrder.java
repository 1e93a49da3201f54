package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.DataSeries;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.series.SeriesPeriod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Order of series: periods ascend, each comes once, and gaps, missing values and duplicates are
 * named. A missing value is never read as 0.
 */
final class SeriesOrder {
  private static final int MOST_GAPS = 50;

  private SeriesOrder() {}

  static DataSeries of(DataSeries series, ReadingNotes notes) {
    List<ReadValue> sorted = new ArrayList<>(series.values());
    SeriesFrequency frequency = series.frequency();
    sorted.removeIf(each -> each.period().frequency() != frequency);
    if (frequency == SeriesFrequency.UNORDERED) {
      return series.with(sorted);
    }
    sorted.sort(Comparator.comparingLong(each -> each.period().ordinal()));
    List<ReadValue> once = new ArrayList<>();
    for (ReadValue each : sorted) {
      ReadValue last = once.isEmpty() ? null : once.getLast();
      if (last != null && last.period().ordinal() == each.period().ordinal()) {
        duplicate(last, each, notes);
        continue;
      }
      if (last != null) {
        gaps(last.period(), each.period(), notes);
      }
      once.add(each);
    }
    for (ReadValue each : once) {
      if (each.value() == null) {
        notes.warn(
            "missing",
            each.period().label(),
            "missing:%s: no value of %s; it is not read as 0"
                .formatted(each.period().label(), series.name()));
      }
    }
    return series.with(once);
  }

  private static void duplicate(ReadValue first, ReadValue other, ReadingNotes notes) {
    String label = first.period().label();
    notes.warn(
        "duplicate",
        label,
        "duplicate:%s: stands twice, as %s and %s".formatted(label, first.raw(), other.raw()));
    notes.assume("%s: the first of two values is used, %s".formatted(label, first.raw()));
  }

  private static void gaps(SeriesPeriod last, SeriesPeriod next, ReadingNotes notes) {
    long missing = next.ordinal() - last.ordinal() - 1;
    if (!last.dated() && last.frequency() != SeriesFrequency.WEEKLY) {
      return;
    }
    for (long i = 1; i <= Math.min(missing, MOST_GAPS); i++) {
      String label = last.plus(i).label();
      notes.warn("gap", label, "gap:%s: there is no row of it".formatted(label));
    }
  }

  /** Values of single periods of values that run from the beginning of each year. */
  static DataSeries singled(DataSeries series, ReadingNotes notes) {
    List<ReadValue> single = new ArrayList<>();
    ReadValue last = null;
    for (ReadValue each : series.values()) {
      boolean goesOn =
          last != null
              && last.period().year() == each.period().year()
              && last.period().ordinal() + 1 == each.period().ordinal();
      boolean first =
          Math.floorMod(each.period().ordinal(), (long) each.period().frequency().cycle()) == 0;
      single.add(each.with(first ? each.value() : goesOn ? difference(last, each) : null));
      last = each;
    }
    notes.warn(
        "cumulative",
        series.name(),
        "%s: values run from the beginning of the year; their differences are used, never their sum"
            .formatted(series.name()));
    notes.assume("%s: read as cumulative".formatted(series.name()));
    return new DataSeries(
        series.name(), series.unit(), series.scale(), series.share(), true, single);
  }

  private static @Nullable BigDecimal difference(@Nullable ReadValue last, ReadValue next) {
    return last == null || last.value() == null || next.value() == null
        ? null
        : next.value().subtract(last.value());
  }
}

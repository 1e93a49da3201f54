package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.reading.PeriodText.Kind;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesFrequency;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Half years among other periods. 上半年 is the first of two halves, or, beside quarters, the sum of
 * two of them; beside months, or beside more years than halves, halves are sums or parts of what is
 * told already.
 */
final class HalfYears {
  private HalfYears() {}

  /** Periods of a table of which it is settled what its halves are; null where one is none. */
  static List<@Nullable PeriodText> settled(List<@Nullable PeriodText> texts) {
    long halves = count(texts, Kind.HALF);
    if (halves == 0) {
      return texts;
    }
    boolean finer =
        count(texts, Kind.MONTH) > 0
            || texts.stream().anyMatch(each -> each != null && quarter(each));
    boolean series = !finer && halves > count(texts, Kind.YEAR) && count(texts, Kind.DAY) == 0;
    boolean second =
        texts.stream()
            .anyMatch(each -> each != null && each.kind() == Kind.HALF && each.number() == 2);
    boolean running = series && !second && texts.stream().anyMatch(HalfYears::wholeYear);
    List<@Nullable PeriodText> settled = new ArrayList<>();
    for (PeriodText each : texts) {
      settled.add(each == null ? null : series ? half(each, running) : sum(each));
    }
    return settled;
  }

  private static long count(List<@Nullable PeriodText> texts, Kind kind) {
    return texts.stream().filter(each -> each != null && each.kind() == kind).count();
  }

  private static boolean quarter(PeriodText text) {
    return text.kind() == Kind.QUARTER && !wholeYear(text);
  }

  /** Whether it is a year that is written as all of its quarters: 全年. */
  private static boolean wholeYear(@Nullable PeriodText text) {
    return text != null && text.kind() == Kind.QUARTER && text.cumulative() && text.number() == 4;
  }

  /** Half in a series of them; running where 上半年 is followed by 全年 and not by 下半年. */
  private static @Nullable PeriodText half(PeriodText text, boolean running) {
    if (running && text.kind() != Kind.YEAR) {
      return text.running(Kind.HALF, wholeYear(text) ? 2 : 1);
    }
    return text.kind() == Kind.HALF ? text : null;
  }

  /** The first half beside quarters is a running sum of two; no other half tells anything new. */
  private static @Nullable PeriodText sum(PeriodText text) {
    if (text.kind() != Kind.HALF) {
      return text;
    }
    return text.number() == 1 ? text.running(Kind.QUARTER, 2) : null;
  }

  /** Values of one measure in a text: its halves, or all others, whichever they are. */
  static List<ReadValue> orOthers(List<ReadValue> values) {
    long halves = values.stream().filter(HalfYears::isHalf).count();
    long years = values.stream().filter(each -> frequency(each) == SeriesFrequency.ANNUAL).count();
    boolean series = halves > years && halves + years == values.size();
    return halves == 0 ? values : values.stream().filter(each -> isHalf(each) == series).toList();
  }

  private static boolean isHalf(ReadValue value) {
    return frequency(value) == SeriesFrequency.HALF_YEARLY;
  }

  private static SeriesFrequency frequency(ReadValue value) {
    return value.period().frequency();
  }
}

package dev.tutti.forecast;

import java.time.LocalDate;
import java.util.List;

/**
 * Amounts of whole days, one after the other. Immutable.
 *
 * @param first day of the first amount
 * @param amounts not negative
 */
public record DailySeries(LocalDate first, List<Double> amounts) {
  /** Checks the amounts. */
  public DailySeries {
    amounts = List.copyOf(amounts);
    if (amounts.stream().anyMatch(each -> !(each >= 0) || each.isInfinite())) {
      throw new IllegalArgumentException("amounts: " + amounts + " (expected: none below zero)");
    }
  }

  /** Number of days. */
  public int length() {
    return amounts.size();
  }

  /** The day after the last one. */
  public LocalDate end() {
    return first.plusDays(amounts.size());
  }

  /** Amount of a day by its index. */
  double at(int day) {
    return amounts.get(day);
  }

  /** Weekday of a day by its index, which may lie after the end; 0 for Monday. */
  int weekday(int day) {
    return first.plusDays(day).getDayOfWeek().getValue() - 1;
  }

  /** The same without leading days on which nothing was counted yet. */
  public DailySeries begun() {
    int skipped = 0;
    while (skipped < length() && at(skipped) == 0) {
      skipped++;
    }
    return part(skipped, length());
  }

  /** The last days, as many as there are of them. */
  DailySeries last(int days) {
    return part(Math.max(0, length() - days), length());
  }

  /** The first days. */
  DailySeries until(int day) {
    return part(0, day);
  }

  private DailySeries part(int from, int to) {
    return new DailySeries(first.plusDays(from), amounts.subList(from, to));
  }
}

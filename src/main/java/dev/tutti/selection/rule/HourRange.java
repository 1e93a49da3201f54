package dev.tutti.selection.rule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hours of some days of the week, such as {@code Mon-Fri 09:00-18:00}. Those that end before they
 * begin go on after midnight, and belong to the day on which they begin.
 *
 * @param from the first minute
 * @param to the minute after the last one; {@code 00:00} is the end of the day
 */
public record HourRange(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<first>[A-Z][a-z]{2})(?:-(?<last>[A-Z][a-z]{2}))? )?"
              + "(?<from>\\d{2}:\\d{2})-(?<to>\\d{2}:\\d{2})");

  private static final List<String> NAMES =
      List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  /** Keeps a copy. */
  public HourRange {
    days = Set.copyOf(days);
  }

  /**
   * Reads {@code 22:00-06:00}, {@code Sat 09:00-12:00} or {@code Mon-Fri 09:00-18:00}.
   *
   * @throws IllegalArgumentException for another form
   */
  public static HourRange parse(String text) {
    var parts = FORM.matcher(text.strip().replace("24:00", "00:00"));
    if (!parts.matches()) {
      throw new IllegalArgumentException(text);
    }
    try {
      return new HourRange(
          days(parts.group("first"), parts.group("last")),
          LocalTime.parse(parts.group("from")),
          LocalTime.parse(parts.group("to")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Set<DayOfWeek> days(@Nullable String first, @Nullable String last) {
    if (first == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    var day = day(first);
    var end = last == null ? day : day(last);
    var days = EnumSet.of(end);
    for (; day != end; day = day.plus(1)) {
      days.add(day);
    }
    return days;
  }

  private static DayOfWeek day(String name) {
    int at = NAMES.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException(name);
    }
    return DayOfWeek.of(at + 1);
  }

  /** {@code Mon,Tue 09:00-18:00}, or {@code 09:00-18:00} for every day. */
  @Override
  public String toString() {
    var names = days.stream().sorted().map(day -> NAMES.get(day.getValue() - 1)).toList();
    var when = from + "-" + to;
    return days.size() == NAMES.size() ? when : String.join(",", names) + " " + when;
  }

  /** Whether a time is in it. */
  boolean contains(ZonedDateTime time) {
    var clock = time.toLocalTime();
    var day = time.getDayOfWeek();
    if (from.isBefore(to) || to.equals(LocalTime.MIDNIGHT)) {
      boolean before = to.equals(LocalTime.MIDNIGHT) || clock.isBefore(to);
      return days.contains(day) && !clock.isBefore(from) && before;
    }
    return (days.contains(day) && !clock.isBefore(from))
        || (days.contains(day.minus(1)) && clock.isBefore(to));
  }
}

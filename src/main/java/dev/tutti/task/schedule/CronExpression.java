package dev.tutti.task.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times of the form of crontab(5): minute, hour, day of the month, month, day of the week. Lists,
 * ranges, steps and three-letter names are known; 0 and 7 are Sunday. Where both days are
 * restricted, one of them has to fit. Immutable.
 *
 * <p>A time that clocks skip in spring is later by what they skip; one that comes twice in autumn
 * counts once, the first time.
 */
public final class CronExpression {
  /** Days that are looked through: February 29 comes after eight years at the latest. */
  private static final int MOST_DAYS = 366 * 8 + 1;

  private static final List<String> MONTHS =
      List.of(
          "", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** Sunday is 0, and 7 at the end of a range. */
  private static final List<String> WEEK =
      List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private static final int FIELDS = 5;
  private static final int LONGEST = 500;

  private final String text;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean anyDay;
  private final boolean anyWeekday;

  private CronExpression(String text, String[] fields) {
    this.text = text;
    this.minutes = set(fields[0], 0, 59, List.of());
    this.hours = set(fields[1], 0, 23, List.of());
    this.days = set(fields[2], 1, 31, List.of());
    this.months = set(fields[3], 1, 12, MONTHS);
    this.weekdays = set(fields[4], 0, 7, WEEK);
    if (weekdays.get(7)) {
      weekdays.set(0);
    }
    this.anyDay = fields[2].startsWith("*");
    this.anyWeekday = fields[4].startsWith("*");
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static CronExpression parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "cron: %d characters (expected: at most %d)".formatted(text.length(), LONGEST));
    }
    var fields = text.strip().split("\\s+", FIELDS + 1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "\"%s\" (expected: minute, hour, day, month and day of the week, as 0 9 * * 1-5)"
              .formatted(text));
    }
    return new CronExpression(text, fields);
  }

  private static BitSet set(String field, int least, int most, List<String> names) {
    var all = new BitSet();
    for (var part : field.toLowerCase(Locale.ROOT).split(",", -1)) {
      int slash = part.indexOf('/');
      int step = slash < 0 ? 1 : number(part.substring(slash + 1), 1, most, List.of());
      var range = slash < 0 ? part : part.substring(0, slash);
      int from = least;
      int to = most;
      if (!range.equals("*")) {
        int dash = range.indexOf('-');
        from = number(dash < 0 ? range : range.substring(0, dash), least, most, names);
        to =
            dash >= 0
                ? number(range.substring(dash + 1), from, most, names)
                : slash < 0 ? from : most;
      }
      for (int i = from; i <= to; i += step) {
        all.set(i);
      }
    }
    return all;
  }

  private static int number(String text, int least, int most, List<String> names) {
    int named =
        text.isEmpty()
            ? -1
            : names.indexOf(text) < least ? names.lastIndexOf(text) : names.indexOf(text);
    if (named >= least) {
      return named;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "\"%s\" in a schedule (expected: %d to %d)".formatted(text, least, most));
  }

  /** The first time after an instant; empty where there is none, as on February 30. */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    var day = after.atZone(zone).toLocalDate();
    for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
      if (fits(day)) {
        var found = on(day, after, zone);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private boolean fits(LocalDate day) {
    if (!months.get(day.getMonthValue())) {
      return false;
    }
    boolean dayFits = days.get(day.getDayOfMonth());
    boolean weekdayFits = weekdays.get(day.getDayOfWeek().getValue() % 7);
    return (anyDay || anyWeekday) ? (dayFits && weekdayFits) : (dayFits || weekdayFits);
  }

  /** Where clocks skip an hour, times are not in the order of their hours. */
  private Optional<Instant> on(LocalDate day, Instant after, ZoneId zone) {
    return hours.stream()
        .boxed()
        .flatMap(hour -> minutes.stream().mapToObj(minute -> LocalTime.of(hour, minute)))
        .map(time -> ZonedDateTime.of(day, time, zone).toInstant())
        .filter(after::isBefore)
        .min(Comparator.naturalOrder());
  }

  @Override
  public String toString() {
    return text;
  }
}

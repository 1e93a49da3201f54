package dev.tutti.report;

import dev.tutti.config.Argument;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Distance of the points of a series: a day, week or month of a zone, or part of a day. Immutable.
 *
 * @param period of whole days
 * @param part of a day; the whole day for all but {@link Period#PART}
 */
public record SeriesStep(Period period, Duration part) {
  /** The most points of a series. */
  public static final int MOST_POINTS = 500;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Pattern PART = Pattern.compile("(\\d{1,4})([mh])");
  private static final int USUAL_POINTS = 100;
  private static final List<String> USUAL =
      List.of("1m", "5m", "15m", "1h", "6h", "day", "week", "month");

  /** Days that belong together. */
  public enum Period {
    /** Part of a day. */
    PART(Duration.ZERO),
    /** Day. */
    DAY(Duration.ofDays(1)),
    /** Week, which begins on Monday. */
    WEEK(Duration.ofDays(7)),
    /** Month. */
    MONTH(Duration.ofDays(30));

    private final Duration about;

    Period(Duration about) {
      this.about = about;
    }
  }

  /** Checks the part. */
  public SeriesStep {
    Argument.check(
        part.isPositive() && DAY.toSeconds() % Math.max(1, part.toSeconds()) == 0,
        "step",
        part.toMinutes() + "m",
        "a part of a day such as 15m or 6h");
  }

  /**
   * The step of that name: {@code day}, {@code week}, {@code month}, or a time such as {@code 15m}
   * or {@code 6h} that a day has a whole number of.
   *
   * @throws IllegalArgumentException saying what is right
   */
  public static SeriesStep of(String word) {
    return switch (word) {
      case "day" -> new SeriesStep(Period.DAY, DAY);
      case "week" -> new SeriesStep(Period.WEEK, DAY);
      case "month" -> new SeriesStep(Period.MONTH, DAY);
      default -> new SeriesStep(Period.PART, part(word));
    };
  }

  private static Duration part(String word) {
    var read = PART.matcher(word);
    Argument.check(read.matches(), "step", word, "day, week, month, or a time such as 15m or 6h");
    long number = Long.parseLong(read.group(1));
    return read.group(2).equals("m") ? Duration.ofMinutes(number) : Duration.ofHours(number);
  }

  /**
   * The step that suits a span: at most 100 points of a length that people know, if there is one.
   */
  public static SeriesStep suiting(Duration span) {
    return USUAL.stream()
        .map(SeriesStep::of)
        .filter(step -> step.length().multipliedBy(USUAL_POINTS).compareTo(span) >= 0)
        .findFirst()
        .orElseGet(() -> of("month"));
  }

  /** Its name, as {@link #of} reads it. */
  String word() {
    if (period != Period.PART) {
      return period.name().toLowerCase(Locale.ROOT);
    }
    return part.toMinutesPart() == 0 ? part.toHours() + "h" : part.toMinutes() + "m";
  }

  /** Its length, about that of a month. */
  public Duration length() {
    return period == Period.PART ? part : period.about;
  }

  /**
   * Edges between the points of a span; the first and the last point may be shorter than the
   * others. Parts of a day are counted from its beginning, so that a day of 23 or 25 hours has
   * fewer or more of them.
   *
   * @throws IllegalArgumentException when there are more than {@link #MOST_POINTS} points
   */
  public List<Instant> edges(Instant from, Instant to, ZoneId zone) {
    return edges(from, to, zone, MOST_POINTS);
  }

  List<Instant> edges(Instant from, Instant to, ZoneId zone, int most) {
    var edges = new ArrayList<Instant>();
    edges.add(from);
    for (var next = after(from, zone); next.isBefore(to); next = after(next, zone)) {
      Argument.check(
          edges.size() < most,
          "step",
          word(),
          "a longer one, so that there are at most %d points".formatted(most));
      edges.add(next);
    }
    edges.add(to);
    return edges;
  }

  /** The first edge after a time. */
  Instant after(Instant time, ZoneId zone) {
    var day = time.atZone(zone).toLocalDate();
    var next = start(following(day), zone);
    if (period != Period.PART) {
      return next;
    }
    var start = start(day, zone);
    long parts = Duration.between(start, time).dividedBy(part) + 1;
    var end = start.plus(part.multipliedBy(parts));
    return end.isBefore(next) ? end : next;
  }

  /** The beginning of the whole point that a time is in, in its zone. */
  ZonedDateTime start(Instant time, ZoneId zone) {
    var local = time.atZone(zone);
    if (period != Period.PART) {
      return local; // days are named by any of their times
    }
    var start = start(local.toLocalDate(), zone);
    return start
        .plus(part.multipliedBy(Duration.between(start, time).dividedBy(part)))
        .atZone(zone);
  }

  /** The last edge that is not after a time. */
  Instant begin(Instant time, ZoneId zone) {
    var day = time.atZone(zone).toLocalDate();
    return switch (period) {
      case PART -> start(time, zone).toInstant();
      case DAY -> start(day, zone);
      case WEEK -> start(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
      case MONTH -> start(day.withDayOfMonth(1), zone);
    };
  }

  private LocalDate following(LocalDate day) {
    return switch (period) {
      case PART, DAY -> day.plusDays(1);
      case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
      case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
    };
  }

  private static Instant start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }
}

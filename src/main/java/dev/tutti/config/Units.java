package dev.tutti.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times and sizes as people write them: whole numbers with a unit. */
final class Units {
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(ms|s|m|h|d)){1,5}");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");

  /** A hundred years: longer than anything waits, short enough to be counted in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Units() {}

  static Optional<Duration> duration(String text) {
    if (!DURATION.matcher(text).matches()) {
      return Optional.empty();
    }
    return PART.matcher(text)
        .results()
        .map(part -> Duration.of(Long.parseLong(part.group(1)), time(part.group(2))))
        .reduce(Duration::plus)
        .filter(time -> time.compareTo(LONGEST) <= 0);
  }

  static Optional<Long> bytes(String text) {
    var size = SIZE.matcher(text);
    return size.matches()
        ? Optional.of(Long.parseLong(size.group(1)) * size(size.group(2)))
        : Optional.empty();
  }

  /** A time as people write it, in whole milliseconds. */
  static String text(Duration time) {
    var text = new StringBuilder();
    part(text, time.toDaysPart(), "d");
    part(text, time.toHoursPart(), "h");
    part(text, time.toMinutesPart(), "m");
    part(text, time.toSecondsPart(), "s");
    part(text, time.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void part(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }

  /** A number of bytes in the largest unit that it is a multiple of. */
  static String size(long bytes) {
    for (var unit : List.of("GiB", "MiB", "KiB")) {
      if (bytes > 0 && bytes % size(unit) == 0) {
        return bytes / size(unit) + unit;
      }
    }
    return bytes + "B";
  }

  private static ChronoUnit time(String unit) {
    return switch (unit) {
      case "ms" -> ChronoUnit.MILLIS;
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      default -> ChronoUnit.DAYS;
    };
  }

  private static long size(String unit) {
    return switch (unit) {
      case "B" -> 1;
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      default -> 1L << 30;
    };
  }
}

package dev.tutti.query;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Type of a field: which texts are values of it, and as what they stand in the database. */
public enum FieldType {
  /** Any text. */
  TEXT("a text"),

  /** Any text, which stands in the database as the number of a word. */
  WORD("a text"),

  /** Whole number. */
  NUMBER("a whole number such as 1000"),

  /** Money in US dollars; stored in nano-dollars. */
  MONEY("dollars such as 0.05"),

  /** Span of time; stored in microseconds. */
  DURATION("a time such as 250ms, 3s or 1m30s"),

  /** Point in time; stored in milliseconds since 1970-01-01 UTC. */
  TIME(
      "a time of the years 1970 to 9999 such as 2026-03-01, 2026-03-01T12:30, 2026-03-01T12:30:00Z"
          + ", 2026-03-01T12:30+05:45 or -24h"),

  /** Yes or no; stored as 1 or 0. */
  FLAG("yes or no");

  private static final Pattern SPAN_PART =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(us|ms|s|m|h|d)");
  private static final Pattern SPAN =
      Pattern.compile("(?:\\d{1,9}(?:\\.\\d{1,6})?(?:us|ms|s|m|h|d)){1,6}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern OFFSET = Pattern.compile("T.*(?:Z|[+-]\\d\\d:\\d\\d)$");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}(?:\\.\\d{1,9})?");
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(36_500).toNanos());
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final int NANO_DIGITS = 9;
  private static final int MICRO_DIGITS = 3; // of milliseconds

  private final String expected;

  FieldType(String expected) {
    this.expected = expected;
  }

  /** Values in words, for who wrote another one. */
  String expected() {
    return expected;
  }

  /** Whether its values are sizes, which can be compared. */
  boolean isOrdered() {
    return switch (this) {
      case TEXT, WORD, FLAG -> false;
      case NUMBER, MONEY, DURATION, TIME -> true;
    };
  }

  /** Whether its values are texts. */
  boolean isText() {
    return this == TEXT || this == WORD;
  }

  /** The value that a text stands for, as it is stored; empty when it stands for none. */
  Optional<Object> read(String text, Moment moment) {
    return switch (this) {
      case TEXT, WORD -> Optional.of(text);
      case NUMBER ->
          WHOLE.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
      case MONEY -> money(text);
      case DURATION -> span(text).map(time -> time.toNanos() / 1_000);
      case TIME -> time(text, moment).filter(FieldType::isInYears).map(Instant::toEpochMilli);
      case FLAG -> flag(text);
    };
  }

  /** The end of the span that a text stands for: a day of which no time is said. */
  Optional<Object> end(String text, Moment moment) {
    return this == TIME && DAY.matcher(text).matches()
        ? Optional.of(
            LocalDate.parse(text)
                .plusDays(1)
                .atStartOfDay(moment.zone())
                .toInstant()
                .toEpochMilli())
        : Optional.empty();
  }

  /** A stored value as it is shown. */
  Object shown(Object stored) {
    return switch (this) {
      case TEXT, WORD -> stored.toString();
      case NUMBER -> ((Number) stored).longValue();
      case MONEY -> BigDecimal.valueOf(((Number) stored).longValue(), NANO_DIGITS);
      case DURATION -> BigDecimal.valueOf(((Number) stored).longValue(), MICRO_DIGITS);
      case TIME -> Instant.ofEpochMilli(((Number) stored).longValue()).toString();
      case FLAG -> ((Number) stored).longValue() != 0;
    };
  }

  private static Optional<Object> money(String text) {
    return DECIMAL.matcher(text).matches()
        ? Optional.of(new BigDecimal(text).movePointRight(NANO_DIGITS).longValueExact())
        : Optional.empty();
  }

  private static Optional<Duration> span(String text) {
    if (!SPAN.matcher(text).matches()) {
      return Optional.empty();
    }
    return SPAN_PART
        .matcher(text)
        .results()
        .map(part -> new BigDecimal(part.group(1)).multiply(nanos(part.group(2))))
        .reduce(BigDecimal::add)
        .filter(nanos -> nanos.compareTo(LONGEST) <= 0)
        .map(BigDecimal::longValue)
        .map(Duration::ofNanos);
  }

  private static BigDecimal nanos(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> 86_400_000_000_000L;
        });
  }

  /** Whether a time is in the years 1970 to 9999. */
  private static boolean isInYears(Instant time) {
    return !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
  }

  /** The time that a text stands for. */
  static Optional<Instant> time(String text, Moment moment) {
    if (text.equals("now")) {
      return Optional.of(moment.now());
    }
    if (text.startsWith("-")) {
      return span(text.substring(1)).map(moment.now()::minus);
    }
    try {
      return Optional.of(
          DAY.matcher(text).matches()
              ? LocalDate.parse(text).atStartOfDay(moment.zone()).toInstant()
              : OFFSET.matcher(text).find()
                  ? OffsetDateTime.parse(text).toInstant()
                  : LocalDateTime.parse(text).atZone(moment.zone()).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Object> flag(String text) {
    return switch (text) {
      case "yes", "true", "1" -> Optional.of(1L);
      case "no", "false", "0" -> Optional.of(0L);
      default -> Optional.empty();
    };
  }
}

package dev.tutti.provider.error;

import dev.tutti.provider.spi.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Delay that a refusal asks for before a retry, in any of the forms that providers use: headers in
 * seconds, in milliseconds, as a date or as the time of a reset; Google's {@code retryDelay}; words
 * such as "try again in 26.6s". Never more than {@link #MOST}, and a wait that is over already is
 * none.
 */
final class RetryDelay {
  /** A longer wait is cut to this. */
  static final Duration MOST = Duration.ofHours(24);

  private static final Pattern IN_WORDS =
      Pattern.compile(
          "(?:try again|retry|wait|available)[^.0-9]{0,20}?(?:in|after|for)\\s+"
              + "((?:\\d+(?:\\.\\d+)?\\s*(?:hours?|h|minutes?|m(?!s)|seconds?|s|ms)\\s*)+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|h|m|s)[a-z]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern BEIJING_RESET =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)");
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final long EPOCH_MILLIS = 100_000_000_000L;
  private static final long EPOCH_SECONDS = 100_000_000L;

  private final Refusal refusal;
  private final UpstreamError error;
  private final Instant now;

  private RetryDelay(Refusal refusal, UpstreamError error, Instant now) {
    this.refusal = refusal;
    this.error = error;
    this.now = now;
  }

  /** The wait that a refusal asks for at a time. */
  static Optional<Duration> of(Refusal refusal, UpstreamError error, Instant now) {
    var delay = new RetryDelay(refusal, error, now);
    return delay.header().or(delay::body).or(delay::resets);
  }

  private Optional<Duration> header() {
    return Stream.of("retry-after-ms", "x-ms-retry-after-ms")
        .map(name -> refusal.header(name).flatMap(value -> scaled(value, 1)))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> refusal.header("retry-after").flatMap(this::moment));
  }

  private Optional<Duration> body() {
    var details = error.json().path("error").path("details");
    for (var detail : details) {
      var delay = inWords(detail.path("retryDelay").asString(""));
      if (delay.isPresent()) {
        return delay;
      }
    }
    var words = IN_WORDS.matcher(error.message());
    if (words.find()) {
      return inWords(words.group(1));
    }
    var reset = BEIJING_RESET.matcher(error.message());
    return reset.find() ? beijing(reset.group(1)).flatMap(this::until) : Optional.empty();
  }

  /** Of several budgets those count that are used up, or all where that is not said. */
  private Optional<Duration> resets() {
    var headers = List.copyOf(refusal.headers().keySet());
    var resets = headers.stream().filter(name -> name.matches(".*ratelimit.*reset.*")).toList();
    var spent =
        resets.stream()
            .filter(name -> "0".equals(refusal.headers().get(name.replace("reset", "remaining"))))
            .toList();
    return (spent.isEmpty() ? resets : spent)
        .stream()
            .map(name -> moment(refusal.headers().getOrDefault(name, "")))
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .or(this::relayedReset);
  }

  /** OpenRouter says in the body which headers it was given. */
  private Optional<Duration> relayedReset() {
    var headers = error.json().path("error").path("metadata").path("headers");
    return moment(headers.path("X-RateLimit-Reset").asString(""));
  }

  /** A number of seconds, a time of the epoch, a date, or a duration in words. */
  private Optional<Duration> moment(String text) {
    var value = text.strip();
    if (NUMBER.matcher(value).matches()) {
      double number = Double.parseDouble(value);
      if (number > EPOCH_MILLIS) {
        return until(Instant.ofEpochMilli((long) number));
      }
      return number > EPOCH_SECONDS
          ? until(Instant.ofEpochSecond((long) number))
          : scaled(value, 1_000);
    }
    var delay = inWords(value);
    return delay.isPresent() ? delay : date(value).flatMap(this::until);
  }

  private static Optional<Duration> scaled(String text, long millis) {
    var value = text.strip();
    return NUMBER.matcher(value).matches()
        ? positive(Double.parseDouble(value) * millis)
        : Optional.empty();
  }

  private Optional<Duration> until(Instant then) {
    return then.isAfter(now.plus(MOST))
        ? Optional.of(MOST)
        : positive((double) Duration.between(now, then).toMillis());
  }

  private static Optional<Duration> inWords(String text) {
    var rest = text.strip().toLowerCase(Locale.ROOT);
    var parts = PART.matcher(rest);
    double millis = 0;
    while (parts.lookingAt()) {
      millis +=
          Double.parseDouble(parts.group(1))
              * switch (parts.group(2)) {
                case "h" -> 3_600_000;
                case "m" -> 60_000;
                case "s" -> 1_000;
                default -> 1;
              };
      rest = rest.substring(parts.end()).strip();
      parts = PART.matcher(rest);
    }
    return rest.isEmpty() ? positive(millis) : Optional.empty();
  }

  private static Optional<Duration> positive(double millis) {
    return millis > 0
        ? Optional.of(
            Duration.ofMillis((long) Math.ceil(Math.min(millis, (double) MOST.toMillis()))))
        : Optional.empty();
  }

  private static Optional<Instant> date(String text) {
    return Stream.of(DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_DATE_TIME)
        .map(form -> date(text, form))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Instant> date(String text, DateTimeFormatter form) {
    try {
      return Optional.of(form.parse(text, Instant::from));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** The digits may be of no date at all, such as 24:00:00. */
  private static Optional<Instant> beijing(String text) {
    try {
      var local = LocalDateTime.parse(text.replace(' ', 'T'));
      return Optional.of(local.atZone(BEIJING).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}

package dev.tutti.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A kind of value that a text may be read as. Features add their own with {@link #of}.
 *
 * @param expected what is expected, for messages: "true or false"
 * @param placeholder any valid value; it stands in for a wrong one while the rest of the file is
 *     read to find all problems, and is never seen after that
 * @param reading the value that a text is, or empty when it is none
 */
public record Kind<T>(String expected, T placeholder, Function<String, Optional<T>> reading) {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

  /** A kind read by a parser that throws an {@link IllegalArgumentException} for wrong texts. */
  public static <T> Kind<T> of(String expected, T placeholder, Function<String, T> parser) {
    return new Kind<>(
        expected,
        placeholder,
        text -> {
          try {
            return Optional.of(parser.apply(text));
          } catch (IllegalArgumentException _) {
            return Optional.empty();
          }
        });
  }

  /** Any text but an empty one. */
  public static Kind<String> text() {
    return new Kind<>("text", "text", text -> Optional.of(text).filter(each -> !each.isBlank()));
  }

  /** A text of a certain form. */
  public static Kind<String> text(Pattern form, String expected) {
    return new Kind<>(
        expected, "text", text -> Optional.of(text).filter(each -> form.matcher(each).matches()));
  }

  /** A whole number between two, both allowed. */
  public static Kind<Integer> integer(int least, int most) {
    return new Kind<>(
        "a whole number from %d to %d".formatted(least, most),
        least,
        text ->
            Optional.of(text)
                .filter(each -> INTEGER.matcher(each).matches())
                .map(Long::parseLong)
                .filter(number -> number >= least && number <= most)
                .map(Long::intValue));
  }

  /** A number between two, both allowed, written without an exponent. */
  public static Kind<Double> decimal(double least, double most) {
    return new Kind<>(
        "a number from %s to %s".formatted(plain(least), plain(most)),
        least,
        text ->
            Optional.of(text)
                .filter(each -> DECIMAL.matcher(each).matches())
                .map(Double::parseDouble)
                .filter(number -> number >= least && number <= most));
  }

  /** True or false; YAML 1.2 has no other words for them. */
  public static Kind<Boolean> bool() {
    return new Kind<>(
        "true or false",
        false,
        text ->
            switch (text) {
              case "true", "True", "TRUE" -> Optional.of(true);
              case "false", "False", "FALSE" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /** A time longer than zero: {@code 50ms}, {@code 30s}, {@code 1h30m}. */
  public static Kind<Duration> duration() {
    return new Kind<>(
        "a time such as 50ms, 30s, 5m, 1h or 2d",
        Duration.ofSeconds(1),
        text -> Units.duration(text).filter(Duration::isPositive));
  }

  /** A time that may be zero. */
  public static Kind<Duration> durationOrZero() {
    return new Kind<>("a time such as 0s, 50ms, 30s, 5m, 1h or 2d", Duration.ZERO, Units::duration);
  }

  /**
   * A number of bytes between two, both allowed: {@code 512B}, {@code 256KiB}, {@code 32MiB},
   * {@code 1GiB}.
   */
  public static Kind<Long> size(long least, long most) {
    return new Kind<>(
        "a size such as 256KiB or 32MiB, from %s to %s"
            .formatted(Units.size(least), Units.size(most)),
        least,
        text -> Units.bytes(text).filter(bytes -> bytes >= least && bytes <= most));
  }

  /** A time zone. */
  public static Kind<ZoneId> zone() {
    return new Kind<>(
        "a time zone such as UTC or Asia/Shanghai",
        ZoneOffset.UTC,
        text -> {
          try {
            return Optional.of(ZoneId.of(text));
          } catch (DateTimeException _) {
            return Optional.empty();
          }
        });
  }

  /** One of a few names. */
  public static <T> Kind<T> oneOf(Map<String, T> choices) {
    return new Kind<>(
        "one of " + String.join(", ", choices.keySet()),
        choices.values().iterator().next(),
        text -> Optional.ofNullable(choices.get(text)));
  }

  /** One of an enum's constants, written in lower case. */
  public static <E extends Enum<E>> Kind<E> oneOf(E[] choices) {
    var named = new LinkedHashMap<String, E>();
    for (var each : choices) {
      named.put(each.name().toLowerCase(Locale.ROOT), each);
    }
    return oneOf(named);
  }

  private static String plain(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}

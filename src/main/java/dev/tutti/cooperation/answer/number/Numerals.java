package dev.tutti.cooperation.answer.number;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers without sign and unit, however they are written: {@code 1,200}, {@code 1.2e3}, {@code 1
 * 1/2}, 3万5千, 三分之一, 一半, three quarters.
 */
final class Numerals {
  private static final int LONGEST = 400;
  private static final String TEN_THOUSANDTHS = "万分之";
  private static final int MOST_POWER = 400;

  /** Digits, the most special form first. */
  private static final List<Pattern> DIGITS =
      List.of(
          Pattern.compile("\\d{1,3}(?:\\.\\d{3})+,\\d{1,2}(?!\\d)"), // 1.234,56
          Pattern.compile("\\d{1,3}(?:\\.\\d{3}){2,}(?![.,]?\\d)"), // 1.234.567
          Pattern.compile("\\d{1,3}(?:,\\d{2,3}){0,20},\\d{3}(?!\\d)(?:\\.\\d+)?"), // 1,234.5
          Pattern.compile(
              "\\d{1,3}(?:(?:'\\d{3})+|(?:_\\d{3})+|(?:"
                  + " \\d{3}){2,})(?!\\d)(?:\\.\\d+)?"), // 1'234.5
          Pattern.compile("\\d+,\\d{1,2}(?![\\d,])"), // 1,5
          Pattern.compile("\\d+(?:\\.\\d+)?|\\.\\d+"));

  private static final int FIRST_FORMS_WITH_COMMA = 1;
  private static final int COMMA_FORM = 4;

  private static final Pattern EXPONENT =
      Pattern.compile(
          "[eE]([+-]?\\d{1,3})(?![\\d.])|\\s?[×x*·]\\s?10\\s?\\^\\s?\\{?([+-]?\\d{1,3})}?");
  private static final Pattern POWER =
      Pattern.compile("\\^\\{?([+-]?\\d{1,3})}?|\\s?的\\s?(\\d{1,3})\\s?次(?:方|幂)");
  private static final Pattern FRACTION =
      Pattern.compile(
          "(?:\\s?/\\s?|\\sout\\sof\\s)(\\d{1,40}(?:\\.\\d{1,40})?)(?!\\d|\\s?/|\\.\\d)");

  /** A ratio; two digits behind a colon are minutes, and more of it is no number. */
  private static final Pattern RATIO =
      Pattern.compile("\\s?(?::|比)\\s?(\\d{1,12}(?:\\.\\d{1,6})?)(?![\\d:]|\\s?[:比])");

  /** One digit behind a scale, which is a tenth of it. */
  private static final Pattern TENTH = Pattern.compile("[1-9](?![\\d.,百千万亿%])");

  private static final Pattern ONE_IN = Pattern.compile("\\sin\\s(\\d{1,12})(?!\\d)");
  private static final Pattern MINUTES = Pattern.compile(":\\d{2}");
  private static final Pattern MIXED =
      Pattern.compile(
          "(?:\\s{1,2}(?:and\\s)?|\\s?又\\s?)(\\d{1,20})\\s?/\\s?(\\d{1,20})(?!\\d|\\s?/)");
  private static final Pattern SCALE =
      Pattern.compile(
          "\\s?(百万|千万|[百千万亿兆])|\\s?(?i:(hundred|thousand|million|billion|trillion|bn|mn|dozen))(?![A-Za-z])"
              + "|([kK])(?![A-Za-z/^])");
  private static final Map<String, Rational> SCALES =
      Map.ofEntries(
          Map.entry("百", Rational.of(100)),
          Map.entry("千", Rational.of(1_000)),
          Map.entry("万", Rational.of(10_000)),
          Map.entry("百万", Rational.of(1_000_000)),
          Map.entry("千万", Rational.of(10_000_000)),
          Map.entry("亿", Rational.of(100_000_000)),
          Map.entry("兆", Rational.of(1_000_000_000_000L)),
          Map.entry("hundred", Rational.of(100)),
          Map.entry("dozen", Rational.of(12)),
          Map.entry("k", Rational.of(1_000)),
          Map.entry("thousand", Rational.of(1_000)),
          Map.entry("million", Rational.of(1_000_000)),
          Map.entry("mn", Rational.of(1_000_000)),
          Map.entry("billion", Rational.of(1_000_000_000)),
          Map.entry("bn", Rational.of(1_000_000_000)),
          Map.entry("trillion", Rational.of(1_000_000_000_000L)));

  private final String text;

  private Numerals(String text) {
    this.text = text;
  }

  /**
   * Number that begins at a place; null where none does.
   *
   * @throws ArithmeticException when it is too long, or divides by zero
   */
  static @Nullable Numeral at(String text, int start) {
    return start >= text.length() ? null : new Numerals(text).any(start);
  }

  private @Nullable Numeral any(int start) {
    char c = text.charAt(start);
    if (isDigit(start) || (c == '.' && isDigit(start + 1))) {
      return arabic(start);
    }
    return c < 0x80 && Character.isLetter(c) ? EnglishNumerals.at(text, start) : chinese(start);
  }

  private boolean isDigit(int place) {
    return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
  }

  private Optional<Matcher> find(Pattern pattern, int place) {
    var matcher =
        pattern
            .matcher(text)
            .region(place, Math.min(text.length(), place + LONGEST))
            .useTransparentBounds(true);
    return matcher.lookingAt() ? Optional.of(matcher) : Optional.empty();
  }

  private @Nullable Numeral arabic(int start) {
    var plain = digits(start);
    if (plain == null) {
      return null;
    }
    var exponent = find(EXPONENT, plain.end());
    if (exponent.isPresent()) {
      var found = exponent.get();
      int power = Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1));
      return scaled(plain.value().times(powerOf(Rational.of(10), power)), found.end());
    }
    var mixed = plain.value().isWhole() ? find(MIXED, plain.end()) : Optional.<Matcher>empty();
    if (mixed.isPresent()) {
      var part = Rational.of(mixed.get().group(1)).over(Rational.of(mixed.get().group(2)));
      return new Numeral(plain.value().plus(part), mixed.get().end());
    }
    return powered(plain);
  }

  /** Number with what may follow it: a power, a fraction's denominator, 分之, a scale. */
  private @Nullable Numeral powered(Numeral plain) {
    var power = find(POWER, plain.end());
    if (power.isPresent()) {
      var found = power.get();
      int by = Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1));
      return new Numeral(powerOf(plain.value(), by), found.end());
    }
    var fraction = find(FRACTION, plain.end());
    if (fraction.isPresent()) {
      return new Numeral(
          plain.value().over(Rational.of(fraction.get().group(1))), fraction.get().end());
    }
    var oneIn =
        plain.value().equals(Rational.ONE) ? find(ONE_IN, plain.end()) : Optional.<Matcher>empty();
    if (oneIn.isPresent()) {
      return new Numeral(Rational.ONE.over(Rational.of(oneIn.get().group(1))), oneIn.get().end());
    }
    var ratio = ratio(plain);
    if (ratio != null) {
      return ratio;
    }
    var parts = parts(plain);
    return parts == null ? scaled(plain.value(), plain.end()) : parts;
  }

  /** Value of a ratio such as 3:2; null where there is none. */
  private @Nullable Numeral ratio(Numeral first) {
    var ratio = find(RATIO, first.end());
    if (ratio.isEmpty() || MINUTES.matcher(ratio.get().group()).matches()) {
      return null;
    }
    return new Numeral(first.value().over(Rational.of(ratio.get().group(1))), ratio.get().end());
  }

  private static Rational powerOf(Rational base, int power) {
    if (Math.abs(power) > MOST_POWER) {
      throw new ArithmeticException("exponent: " + power + " (expected: to " + MOST_POWER + ")");
    }
    var value = Rational.ONE;
    for (int i = 0; i < Math.abs(power); i++) {
      value = value.times(base);
    }
    return power < 0 ? Rational.ONE.over(value) : value;
  }

  /** Digits with their separators. */
  private @Nullable Numeral digits(int start) {
    for (int form = 0; form < DIGITS.size(); form++) {
      var found = find(DIGITS.get(form), start);
      if (found.isPresent()) {
        var digits = found.get().group().replaceAll("['_ ]", "");
        var plain =
            form == COMMA_FORM
                ? digits.replace(',', '.')
                : form <= FIRST_FORMS_WITH_COMMA
                    ? digits.replace(".", "").replace(',', '.')
                    : digits.replace(",", "");
        return new Numeral(Rational.of(plain), found.get().end());
      }
    }
    return null;
  }

  /** Number times the scales behind it, with the parts of lower ones, as in 3万5千. */
  private Numeral scaled(Rational number, int end) {
    var scale = find(SCALE, end);
    if (scale.isEmpty() || beginsUnit(end)) {
      return new Numeral(number, end);
    }
    var name = scale.get().group().strip();
    var factor =
        SCALES.get(name.length() > 1 || name.equals("K") ? name.toLowerCase(Locale.ROOT) : name);
    var value = number.times(factor == null ? Rational.ONE : factor);
    int after = scale.get().end();
    if (scale.get().group(1) == null || !(isDigit(after) || isScale(after))) {
      return new Numeral(value, after);
    }
    if (isScale(after)) {
      return scaled(value, after);
    }
    if (TENTH.matcher(text).region(after, text.length()).lookingAt()) { // 1万5
      var tenths = Rational.of(text.charAt(after) - '0').over(Rational.of(10));
      return new Numeral(value.plus(tenths.times(value.over(number))), after + 1);
    }
    var rest = arabic(after);
    return rest == null
        ? new Numeral(value, after)
        : new Numeral(value.plus(rest.value()), rest.end());
  }

  /** Whether what looks like a scale is part of a unit, as in 千克 and 百分点. */
  private boolean beginsUnit(int place) {
    return "百千兆".indexOf(text.charAt(place)) >= 0 && UnitTable.at(text, place) != null;
  }

  private boolean isScale(int place) {
    return place < text.length() && "万亿".indexOf(text.charAt(place)) >= 0;
  }

  private @Nullable Numeral chinese(int start) {
    if (text.startsWith("一半", start)) {
      return new Numeral(Rational.HALF, start + 2);
    }
    if (text.charAt(start) == '半') {
      return new Numeral(Rational.HALF, start + 1);
    }
    var discount = tenths(start);
    if (discount != null) {
      return discount;
    }
    var plain =
        text.startsWith(TEN_THOUSANDTHS, start)
            ? new Numeral(Rational.of(10_000), start + 1)
            : ChineseNumerals.at(text, start);
    if (plain == null) {
      return null;
    }
    if (text.startsWith("比", plain.end())) {
      var other = ChineseNumerals.at(text, plain.end() + 1);
      return other == null || other.value().signum() == 0
          ? plain
          : new Numeral(plain.value().over(other.value()), other.end());
    }
    if (text.startsWith("又", plain.end())) {
      var part = any(plain.end() + 1);
      return part == null ? plain : new Numeral(plain.value().plus(part.value()), part.end());
    }
    var parts = parts(plain);
    return parts == null ? behind(plain) : parts;
  }

  /** What 分之 makes of a number: 三分之一, 百分之50. */
  private @Nullable Numeral parts(Numeral below) {
    if (!text.startsWith("分之", below.end())) {
      return null;
    }
    int start = below.end() + 2;
    var above = isDigit(start) ? digits(start) : ChineseNumerals.at(text, start);
    if (above == null) {
      return null;
    }
    var whole = isDigit(start) ? above : decimal(above);
    return new Numeral(whole.value().over(below.value()), whole.end());
  }

  /** What may stand behind Chinese numerals: 点五, 成, 折, 个半, and 万 behind a decimal. */
  private Numeral behind(Numeral plain) {
    var value = decimal(plain);
    if (value.end() > plain.end()) {
      return scaled(value.value(), value.end());
    }
    int end = plain.end();
    if (text.startsWith("个半", end)) {
      return new Numeral(plain.value().plus(Rational.HALF), end + 2);
    }
    if (isTenths(end)) {
      var tenths = plain.value().over(Rational.of(10));
      if (text.startsWith("半", end + 1)) {
        return new Numeral(tenths.plus(Rational.of(1, 20)), end + 2);
      }
      var more = ChineseNumerals.at(text, end + 1);
      return more == null
          ? new Numeral(tenths, end + 1)
          : new Numeral(tenths.plus(more.value().over(Rational.of(100))), more.end());
    }
    return plain;
  }

  /** Price in 折, of which 八折 is eight tenths and 八五折 is .85; null where there is none. */
  private @Nullable Numeral tenths(int start) {
    var value = Rational.ZERO;
    var place = Rational.ONE;
    int end = start;
    while (end < text.length() && end < start + 2 && ChineseNumerals.digit(text.charAt(end)) > 0) {
      place = place.over(Rational.of(10));
      value = value.plus(place.times(Rational.of(ChineseNumerals.digit(text.charAt(end)))));
      end++;
    }
    return end > start && text.startsWith("折", end) ? new Numeral(value, end + 1) : null;
  }

  private boolean isTenths(int place) {
    if (place >= text.length() || text.charAt(place) != '成') {
      return false;
    }
    return place + 1 == text.length()
        || ChineseNumerals.isNumeral(text.charAt(place + 1))
        || "多左以半".indexOf(text.charAt(place + 1)) >= 0
        || !Character.isIdeographic(text.charAt(place + 1));
  }

  /** Digits behind 点. */
  private Numeral decimal(Numeral whole) {
    int end = whole.end() + 1;
    if (!text.startsWith("点", whole.end())) {
      return whole;
    }
    var value = whole.value();
    var place = Rational.ONE;
    while (end < text.length() && ChineseNumerals.digit(text.charAt(end)) >= 0) {
      place = place.over(Rational.of(10));
      value = value.plus(place.times(Rational.of(ChineseNumerals.digit(text.charAt(end)))));
      end++;
    }
    return end == whole.end() + 1 ? whole : new Numeral(value, end);
  }
}

package dev.tutti.application.decision.statement;

import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amount of money, share or span of time in a sentence.
 *
 * @param start first UTF-16 unit in the sentence
 * @param low value, or lower end; money in its base unit, shares as fractions, spans in months
 * @param high value, or upper end
 * @param step one unit of the last printed digit
 * @param raw as it stands
 * @param unit of money, as it is printed
 */
record StatedNumber(
    Kind kind,
    int start,
    int end,
    double low,
    double high,
    double step,
    String raw,
    MoneyUnit unit) {
  private static final double MONTHS_OF_YEAR = 12;
  private static final double DAYS_OF_MONTH = 365.25 / 12;
  private static final String DIGITS = "一二三四五六七八九十";
  private static final String WORDS =
      "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";

  private static final BigDecimal LEAST_SCALE = BigDecimal.valueOf(1_000);
  private static final Pattern COUNTED =
      Pattern.compile(
          "\\s*(?:用户|客户|人|会员|订单|次|台|辆|件|个|名|户|吨|份|家|平|公里|字|条|users?|customers?|people|orders?|units|tons)");
  private static final Pattern SPAN =
      Pattern.compile(
          "(?<![第\\d.])(?<number>\\d{1,3}(?:\\.\\d+)?|[一二两三四五六七八九十]|(?i:\\b(?:"
              + WORDS
              + ")))\\s?-?"
              + "(?<unit>个月|年(?!度|初|底|末|增)|天|周|(?i:months?|years?|weeks?|days?)(?![a-z]))");

  /** Kind of a stated number. */
  enum Kind {
    MONEY,
    SHARE,
    SPAN
  }

  /** All of a sentence, in their order. */
  static List<StatedNumber> read(String sentence) {
    List<StatedNumber> numbers = new ArrayList<>();
    for (NumberMention each : NumberGrammar.read(sentence)) {
      boolean money = each.kind() == NumberKind.ABSOLUTE && isMoney(each, sentence);
      if (each.value() != null && (money || each.kind() == NumberKind.PERCENT)) {
        numbers.add(of(each, sentence, money ? Kind.MONEY : Kind.SHARE));
      }
    }
    Matcher at = SPAN.matcher(sentence);
    while (at.find()) {
      int start = at.start();
      int end = at.end();
      if (numbers.stream().noneMatch(each -> each.start < end && start < each.end)) {
        numbers.add(span(at));
      }
    }
    numbers.sort(Comparator.comparingInt(StatedNumber::start));
    return numbers;
  }

  /** Whether it names a currency, or only a scale and nothing that is counted, as in 500万. */
  private static boolean isMoney(NumberMention number, String sentence) {
    NumberUnit unit = number.unit();
    return unit.currency() != null
        || (unit.name() == null
            && unit.scale().compareTo(LEAST_SCALE) >= 0
            && !COUNTED.matcher(sentence).region(number.end(), sentence.length()).lookingAt());
  }

  private static StatedNumber of(NumberMention mention, String sentence, Kind kind) {
    var value = Objects.requireNonNull(mention.value());
    String raw = mention.raw(sentence);
    return new StatedNumber(
        kind,
        mention.start(),
        mention.end(),
        Math.abs(value.low().doubleValue()),
        Math.abs(value.high().doubleValue()),
        value.step().abs().doubleValue(),
        raw,
        new MoneyUnit(mention.unit().scale().doubleValue(), unit(mention, raw)));
  }

  /** Unit as it is printed, such as 万元 or million USD. */
  private static String unit(NumberMention mention, String raw) {
    String printed = raw.replaceAll("^[^\\p{IsHan}]+", "");
    if (!printed.isEmpty()) {
      return printed;
    }
    int power = (int) Math.round(Math.log10(mention.unit().scale().doubleValue()));
    String scale =
        switch (power) {
          case 3 -> "thousand ";
          case 6 -> "million ";
          case 9 -> "billion ";
          default -> "";
        };
    return (scale + Objects.requireNonNullElse(mention.unit().currency(), "")).strip();
  }

  private static StatedNumber span(Matcher at) {
    String unit = at.group("unit");
    double months = months(unit);
    String number = at.group("number");
    int digit = DIGITS.indexOf(number.replace('两', '二'));
    int word = List.of(WORDS.split("\\|", -1)).indexOf(number.toLowerCase(Locale.ROOT));
    int whole = Math.max(digit, word) + 1;
    double value = whole > 0 ? whole : Double.parseDouble(number);
    int point = number.indexOf('.');
    double step = point < 0 ? 1 : Math.pow(10, point + 1 - number.length());
    return new StatedNumber(
        Kind.SPAN,
        at.start(),
        at.end(),
        value * months,
        value * months,
        step * months,
        at.group(),
        MoneyUnit.NONE);
  }

  private static double months(String unit) {
    char first = Character.toLowerCase(unit.charAt(0));
    return switch (first) {
      case '年', 'y' -> MONTHS_OF_YEAR;
      case '天', 'd' -> 1 / DAYS_OF_MONTH;
      case '周', 'w' -> 7 / DAYS_OF_MONTH;
      default -> 1;
    };
  }

  /** Whether it is no range. */
  boolean exact() {
    return low == high;
  }

  /** Span in years. */
  double years() {
    return low / MONTHS_OF_YEAR;
  }

  /** Whether a value is printed like this, or between the two ends. */
  boolean near(double value, boolean roughly) {
    double slack = step * (roughly ? 1.0 : 0.500001) + 1e-9;
    return value >= low - slack && value <= high + slack;
  }
}

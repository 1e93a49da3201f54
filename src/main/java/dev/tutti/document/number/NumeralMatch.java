package dev.tutti.document.number;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numeral with the parts that were found around it, before its surroundings are known. */
record NumeralMatch(
    int start, int end, NumeralParts parts, NumberKind kind, BigDecimal number, BigDecimal step) {

  private static final Set<String> VAGUE =
      Set.of("一", "个", "年", "天", "次", "名", "项", "条", "度", "单", "小时");

  /** Chinese numeral that is a number without a unit, too: 两千三百万, 一亿二千万. */
  private static final Pattern LARGE =
      Pattern.compile("[一二三四五六七八九两].*[百千].*[万亿]|[一二三四五六七八九两].*亿.*[百千]万");

  private static final Pattern PERCENT = Pattern.compile("(?:cent|zent|cento|ciento|pct)$");

  /** Decimal comma that is certain by itself: 1.234,56. */
  private static final Pattern COMMA_ALONE = Pattern.compile("\\d{1,3}(?:\\.\\d{3}){1,5},\\d{2}");

  private static final char FIRST_CHINESE = 0x2e80;

  /** Longest numeral, in characters. */
  private static final int LONGEST = 60;

  private static final int LONGEST_SCALE = "milliarden".length();

  /** Parts of a numeral as they stand. */
  record NumeralParts(
      String body,
      @Nullable String currency,
      @Nullable String scale,
      @Nullable String unit,
      BigDecimal factor,
      String before) {}

  static NumeralMatch of(Matcher at, CharSequence text, boolean decimalComma) {
    String body = at.group("body");
    boolean remark = remark(at, text);
    int closing = closing(at, text);
    boolean brackets = !remark && (closing > 0 || (opens(at) && at.group("close") != null));
    boolean dangling = !opens(at) && at.group("close") != null;
    boolean percent = at.group("pct") != null;
    String unit = percent ? "%" : dangling ? null : unit(at, text);
    String scale = percent || dangling ? null : at.group("scale");
    int end = dangling ? at.start("close") : Math.max(closing, at.end());
    if (percent) {
      end = brackets ? at.end("close") : at.end("pct");
    }
    int start = opens(at) && !brackets ? firstOf(at) : at.start();
    start = remark ? inside(at) : start;
    end = text.subSequence(start, end).toString().stripTrailing().length() + start;
    String money = at.group("cur") != null ? at.group("cur") : sign(at.group("open"));
    BigDecimal printed = digits(body, decimalComma);
    NumberKind kind = kind(unit);
    BigDecimal number = seasoned(printed, unit, body);
    BigDecimal step = body.matches(".*\\d$") ? ulp(printed) : printed.abs().scaleByPowerOfTen(-6);
    BigDecimal factor =
        endless(body, scale) ? BigDecimal.ONE : factor(unit).multiply(ScaleTable.scale(scale));
    String before = text.subSequence(Math.max(0, start - 12), start).toString();
    NumeralParts parts = new NumeralParts(body, money, scale, unit, factor, before);
    boolean negative = brackets || minus(at);
    return new NumeralMatch(start, end, parts, kind, negative ? number.negate() : number, step);
  }

  private static boolean opens(Matcher at) {
    return at.group("open") != null;
  }

  private static boolean minus(Matcher at) {
    return at.group("sign") != null
        || at.group("minus") != null
        || (opens(at) && at.group("open").contains("-"));
  }

  /**
   * Unit as it is written; behind Chinese words, 2.1pct are percentage points, and 12个bp are bp.
   */
  private static @Nullable String unit(Matcher at, CharSequence text) {
    String unit = at.group("unit");
    if (unit != null && unit.regionMatches(true, 0, "个bp", 0, 3)) {
      return unit.substring(1);
    }
    boolean points =
        "pct".equals(unit) && at.start() > 0 && text.charAt(at.start() - 1) > FIRST_CHINESE;
    return points ? "百分点" : unit;
  }

  /**
   * End of the bracket around an amount of money that accounts write so, such as ($3.2 million); 0
   * where there is none.
   */
  private static int closing(Matcher at, CharSequence text) {
    if (!opens(at) || at.group("close") != null || at.group("pct") != null) {
      return 0;
    }
    int end = at.end();
    while (end < text.length() && end - at.end() < 2 && text.charAt(end) == ' ') {
      end++;
    }
    boolean money = at.group("cur") != null || sign(at.group("open")) != null;
    if (!money || end >= text.length() || text.charAt(end) != ')') {
      return 0;
    }
    String before = at.group("cur");
    boolean outside = before != null && "$€£¥₹".indexOf(before.charAt(before.length() - 1)) >= 0;
    return outside || BracketedNumber.isNegative(text, at.start("open"), end + 1) ? end + 1 : 0;
  }

  /** Whether it is a percentage whose brackets say nothing of its sign. */
  private static boolean remark(Matcher at, CharSequence text) {
    return at.group("open") != null
        && at.group("pct") != null
        && at.group("close") != null
        && at.group("sign") == null
        && at.group("cur") == null
        && !BracketedNumber.isNegative(text, at.start("open"), at.end("close"));
  }

  /** Place behind an opening bracket, which is that of a sign where there is one. */
  private static int inside(Matcher at) {
    String open = at.group("open").stripTrailing();
    return open.endsWith("(") ? at.end("open") : at.start("open") + open.length() - 1;
  }

  private static int firstOf(Matcher at) {
    return at.start("cur") >= 0 ? at.start("cur") : at.start("body");
  }

  private static @Nullable String sign(@Nullable String open) {
    String rest = open == null ? "" : open.replaceAll("[(\\s-]", "");
    return rest.isEmpty() ? null : rest;
  }

  private static BigDecimal digits(String body, boolean decimalComma) {
    if (body.length() > LONGEST) {
      return BigDecimal.ZERO; // no quantity
    }
    if (body.matches("[\\d.,eE+\\- \\u00a0'’]+")) {
      String plain =
          decimalComma || COMMA_ALONE.matcher(body).matches()
              ? body.replaceAll("[. \\u00a0]", "").replace(',', '.')
              : body.replaceAll("[,'’]", "");
      return new BigDecimal(plain);
    }
    return ChineseDigits.value(body);
  }

  private static BigDecimal ulp(BigDecimal printed) {
    return BigDecimal.ONE.scaleByPowerOfTen(-printed.scale());
  }

  /** Tenths of 成 and 折 may have two digits: 六成五, 八五折. */
  private static BigDecimal seasoned(BigDecimal printed, @Nullable String unit, String body) {
    return "折".equals(unit) && body.length() == 2 ? new BigDecimal(twoDigits(body)) : printed;
  }

  private static String twoDigits(String body) {
    return ChineseDigits.value(body.substring(0, 1)) + "." + ChineseDigits.value(body.substring(1));
  }

  private static NumberKind kind(@Nullable String unit) {
    String word = unit == null ? "" : unit.toLowerCase(Locale.ROOT);
    if (word.contains("点")
        || word.contains("point")
        || word.startsWith("bp")
        || word.startsWith("pp")) {
      return NumberKind.POINTS;
    }
    if (Set.of("%", "‰", "成", "折").contains(word) || PERCENT.matcher(word).find()) {
      return NumberKind.PERCENT;
    }
    return Set.of("倍", "x", "times").contains(word) ? NumberKind.MULTIPLE : NumberKind.ABSOLUTE;
  }

  private static BigDecimal factor(@Nullable String unit) {
    String word = unit == null ? "" : unit.toLowerCase(Locale.ROOT);
    if (word.contains("基点") || word.startsWith("bp") || word.startsWith("basis")) {
      return new BigDecimal("0.0001");
    }
    if (word.equals("‰")) {
      return new BigDecimal("0.001");
    }
    if (word.equals("成") || word.equals("折")) {
      return new BigDecimal("0.1");
    }
    return kind(unit) == NumberKind.PERCENT || kind(unit) == NumberKind.POINTS
        ? new BigDecimal("0.01")
        : BigDecimal.ONE;
  }

  /** Whether it is a quantity: a Chinese numeral needs a unit, and one that is not vague. */
  boolean quantity(CharSequence text) {
    if (endless()) {
      return false;
    }
    char first = parts.body().charAt(0);
    if (Character.isDigit(first)) {
      return start == 0
          || !Character.isLetter(text.charAt(start - 1))
          || text.charAt(start - 1) > 0x2e80
          || parts.currency() != null;
    }
    if ("千百万亿".indexOf(first) >= 0) {
      return false;
    }
    if (parts.unit() == null && parts.scale() == null && parts.body().length() < 4) {
      return NumberRanges.isLowerEnd(text, end);
    }
    if (parts.unit() == null && LARGE.matcher(parts.body()).matches()) {
      return true;
    }
    return parts.unit() != null
        && (kind != NumberKind.ABSOLUTE
            || (!VAGUE.contains(parts.unit()) && !VAGUE.contains(parts.body())));
  }

  /** Whether it is longer than any number that somebody would write. */
  boolean endless() {
    return endless(parts.body(), parts.scale());
  }

  private static boolean endless(String body, @Nullable String scale) {
    return body.length() > LONGEST || (scale != null && scale.length() > LONGEST_SCALE);
  }

  /** Whether neither a scale nor a unit is written beside it. */
  boolean bare() {
    return kind == NumberKind.ABSOLUTE
        && parts.scale() == null
        && parts.unit() == null
        && parts.body().matches("[\\d.,'’\\s]+");
  }

  boolean ambiguous() {
    return "times".equals(parts.unit());
  }

  NumberUnit unit() {
    String currency = ScaleTable.currency(parts.unit());
    if (currency == null) {
      currency = ScaleTable.currency(parts.currency());
    }
    String name = parts.unit() == null ? currency : parts.unit().strip();
    return new NumberUnit(name, currency, parts.factor());
  }

  /** Whether 增长2倍 is meant, which is three times as much; not 增长到2倍. */
  boolean grown(NumberSense sense) {
    return "倍".equals(parts.unit())
        && sense.change()
        && !parts.before().matches("(?s).*[到至为达是的]\\s*$");
  }
}

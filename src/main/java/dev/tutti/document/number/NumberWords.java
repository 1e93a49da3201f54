package dev.tutti.document.number;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers that are words: 三分之一, 百分之九十八点五, 翻两番, 减半, doubled, two thirds, twenty-five percent. */
final class NumberWords {

  private static final String D =
      "[零〇一二三四五六七八九两十百千万]{1,20}(?:点[零〇一二三四五六七八九]{1,20})?|\\d{1,20}(?:\\.\\d{1,20})?";
  private static final Pattern PART = Pattern.compile("(" + D + ")分之(" + D + ")");
  private static final Pattern TENTHS = Pattern.compile("([一二两三四五六七八九])成([一二三四五六七八九])");
  private static final Pattern DOUBLINGS = Pattern.compile("翻了?(?:近|约|将近|超过)?([一两二三四五1-5])[番倍]|翻番");
  private static final Pattern HALF =
      Pattern.compile(
          "减半|腰斩|(?:减少|下降|降低|缩减|下滑|下跌|缩水)了?(?:近|约|大约|将近)?一半|(?i:\\bhalved\\b"
              + "|\\b(?:fell|cut|reduced|dropped|declined|decreased|shrank|down) (?:by|in) half\\b)");
  private static final Pattern EVEN = Pattern.compile("一半|半数");
  private static final Pattern HALF_POINT = Pattern.compile("半个百分点");
  private static final Pattern MANY =
      Pattern.compile("(?i)\\b(doubl|tripl|quadrupl)(?:ed|es|ing)\\b(?! down)");
  private static final Pattern TWICE =
      Pattern.compile(
          "(?i)\\b(?:(twice)|(double)|(triple))(?= (?:as|the|that|those|its|their|last|what)\\b)");
  private static final String ONES =
      "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen";
  private static final String TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
  private static final Pattern TIMES =
      Pattern.compile("(?i)\\b(" + ONES + ")\\s+times\\s+(?:higher|more|larger|greater|as)");
  private static final Pattern PERCENT =
      Pattern.compile(
          "(?i)\\b(?:("
              + TENS
              + ")(?:[- ]("
              + ONES
              + "))?|("
              + ONES
              + "))\\s+(?:percent|per cent)");
  private static final Pattern FRACTION =
      Pattern.compile(
          "(?i)\\b(a|one|two|three|four|nine)[ -](hal(?:f|ves)|thirds?|quarters?|fifths?|tenths?)(?="
              + " of\\b(?! (?:19|20)\\d\\d))");

  /** Half of something, and no half of a year or of a list. */
  private static final Pattern HALF_OF =
      Pattern.compile(
          "(?i)(?<!\\b(?:first|second|latter|other|former|upper|lower|top|bottom|last|next|and"
              + " a|early|late|better)[ -])\\bhalf(?= of\\b(?! (?:19|20)\\d\\d))");

  private static final Pattern SLASH =
      Pattern.compile("(?<![\\d/.,])([1-9])/([2-9]|10)(?![\\d/])(?=的|以上|以下| of\\b)");

  private static final Pattern FOLD =
      Pattern.compile(
          "(?i)(?:\\b(" + ONES + ")|(?<![\\w.])(\\d{1,3}(?:\\.\\d{1,3})?))[- ]?fold\\b");

  /** Number in words with its scale: two million dollars, half a billion, a hundred percent. */
  private static final Pattern COUNT =
      Pattern.compile(
          "(?i)(?<!\\bin )\\b(?:(half an?)|(an?)|("
              + TENS
              + ")(?:[- ]("
              + ONES
              + "))?|("
              + ONES
              + ")) (?:(hundred)(?: (thousand|million|billion|trillion))?|(thousand|million|billion|trillion))"
              + "\\b(?![ -](?:and )?(?:"
              + ONES
              + "|"
              + TENS
              + "|hundred|thousand)\\b)(?: (percent|per cent|US dollars|dollars|euros|pounds|yen|yuan)\\b)?");

  private static final BigDecimal ONE_HALF = new BigDecimal("0.5");

  private final CharSequence text;
  private final SenseReader senses;
  private final List<NumberMention> found = new ArrayList<>();

  private NumberWords(CharSequence text, SenseReader senses) {
    this.text = text;
    this.senses = senses;
  }

  static List<NumberMention> read(CharSequence text, SenseReader senses) {
    NumberWords words = new NumberWords(text, senses);
    words.chinese();
    words.english();
    return words.found;
  }

  private void chinese() {
    Matcher part = PART.matcher(text);
    while (part.find()) {
      BigDecimal whole = base(part.group(1));
      if (whole.signum() > 0) {
        BigDecimal value = ChineseDigits.value(part.group(2)).divide(whole, MathContext.DECIMAL64);
        String before = text.subSequence(Math.max(0, part.start() - 6), part.start()).toString();
        add(part, before.contains("原来") ? NumberKind.MULTIPLE : NumberKind.PERCENT, value, false);
      }
    }
    Matcher tenths = TENTHS.matcher(text);
    while (tenths.find()) {
      BigDecimal value =
          ChineseDigits.value(tenths.group(1))
              .movePointLeft(1)
              .add(ChineseDigits.value(tenths.group(2)).movePointLeft(2));
      add(tenths, NumberKind.PERCENT, value, false);
    }
    Matcher doublings = DOUBLINGS.matcher(text);
    while (doublings.find()) {
      String times = doublings.group(1);
      int power = times == null ? 1 : ChineseDigits.value(times).intValue();
      add(doublings, NumberKind.MULTIPLE, BigDecimal.TWO.pow(power), true);
    }
    halves();
  }

  private void halves() {
    Matcher half = HALF.matcher(text);
    while (half.find()) {
      add(half, NumberKind.MULTIPLE, ONE_HALF, true);
    }
    Matcher even = EVEN.matcher(text);
    while (even.find()) {
      add(even, NumberKind.PERCENT, ONE_HALF, false);
    }
    Matcher of = HALF_OF.matcher(text);
    while (of.find()) {
      add(of, NumberKind.PERCENT, ONE_HALF, false);
    }
    Matcher slash = SLASH.matcher(text);
    while (slash.find()) {
      BigDecimal below = new BigDecimal(slash.group(2));
      BigDecimal value = new BigDecimal(slash.group(1)).divide(below, MathContext.DECIMAL64);
      add(slash, NumberKind.PERCENT, value, false);
    }
    Matcher point = HALF_POINT.matcher(text);
    while (point.find()) {
      add(point, NumberKind.POINTS, ONE_HALF.movePointLeft(2), false);
    }
  }

  /** Denominator, before whose scale no digit may stand: 千, 百万. */
  private static BigDecimal base(String numeral) {
    return ChineseDigits.value("百千万".indexOf(numeral.charAt(0)) >= 0 ? "一" + numeral : numeral);
  }

  private void english() {
    multiples();
    counts();
    Matcher percent = PERCENT.matcher(text);
    while (percent.find()) {
      int tens = percent.group(1) == null ? 0 : (word(TENS, percent.group(1)) + 1) * 10;
      String one = percent.group(2) == null ? percent.group(3) : percent.group(2);
      int ones = one == null ? 0 : word(ONES, one);
      add(percent, NumberKind.PERCENT, BigDecimal.valueOf(tens + ones).movePointLeft(2), false);
    }
    Matcher fraction = FRACTION.matcher(text);
    while (fraction.find()) {
      int above = fraction.group(1).equalsIgnoreCase("a") ? 1 : word(ONES, fraction.group(1));
      int below =
          switch (fraction.group(2).toLowerCase(Locale.ROOT).substring(0, 2)) {
            case "ha" -> 2;
            case "th" -> 3;
            case "qu" -> 4;
            case "fi" -> 5;
            default -> 10;
          };
      add(
          fraction,
          NumberKind.PERCENT,
          BigDecimal.valueOf(above).divide(BigDecimal.valueOf(below), MathContext.DECIMAL64),
          false);
    }
  }

  private void multiples() {
    Matcher many = MANY.matcher(text);
    while (many.find()) {
      String stem = many.group(1).toLowerCase(Locale.ROOT);
      int factor = List.of("doubl", "tripl", "quadrupl").indexOf(stem) + 2;
      add(many, NumberKind.MULTIPLE, BigDecimal.valueOf(factor), true);
    }
    Matcher times = TIMES.matcher(text);
    while (times.find()) {
      add(times, NumberKind.MULTIPLE, BigDecimal.valueOf(word(ONES, times.group(1))), true);
    }
    Matcher twice = TWICE.matcher(text);
    while (twice.find()) {
      int factor = twice.group(3) == null ? 2 : 3;
      add(twice, NumberKind.MULTIPLE, BigDecimal.valueOf(factor), false);
    }
    Matcher fold = FOLD.matcher(text);
    while (fold.find()) {
      BigDecimal factor =
          fold.group(1) == null
              ? new BigDecimal(fold.group(2))
              : BigDecimal.valueOf(word(ONES, fold.group(1)));
      add(fold, NumberKind.MULTIPLE, factor, true);
    }
  }

  private void counts() {
    Matcher count = COUNT.matcher(text);
    while (count.find()) {
      BigDecimal number = count.group(1) == null ? counted(count) : ONE_HALF;
      int power = count.group(6) == null ? 0 : 2;
      String scale = count.group(7) == null ? count.group(8) : count.group(7);
      BigDecimal step = ScaleTable.scale(scale).scaleByPowerOfTen(power);
      BigDecimal value = ChineseDigits.plain(FoldedText.tidy(number.multiply(step)));
      String unit = count.group(9);
      boolean percent = unit != null && unit.toLowerCase(Locale.ROOT).startsWith("per");
      if (percent) {
        add(count, NumberKind.PERCENT, value.movePointLeft(2), false);
      } else {
        NumberUnit of = new NumberUnit(unit, ScaleTable.currency(unit), ChineseDigits.plain(step));
        add(count, NumberKind.ABSOLUTE, NumberValue.of(value, of.scale()), of, false);
      }
    }
  }

  private static BigDecimal counted(Matcher count) {
    if (count.group(2) != null) {
      return BigDecimal.ONE;
    }
    int tens = count.group(3) == null ? 0 : (word(TENS, count.group(3)) + 1) * 10;
    String one = count.group(4) == null ? count.group(5) : count.group(4);
    return BigDecimal.valueOf(tens + (one == null ? 0 : word(ONES, one)));
  }

  private static int word(String words, String word) {
    return List.of(words.split("\\|")).indexOf(word.toLowerCase(Locale.ROOT)) + 1;
  }

  private void add(Matcher at, NumberKind kind, BigDecimal value, boolean change) {
    NumberValue printed = NumberValue.of(FoldedText.tidy(value), new BigDecimal("0.000000001"));
    add(at, kind, printed, NumberUnit.NONE, change);
  }

  private void add(
      Matcher at, NumberKind kind, NumberValue printed, NumberUnit unit, boolean change) {
    boolean ambiguous = at.group().toLowerCase(Locale.ROOT).contains("times");
    NumberSense sense = senses.at(at.start(), at.end(), ambiguous);
    boolean changed = change || sense.change();
    String basis =
        changed && sense.basis() == null && senses.sinceLastYear(at.start(), at.end())
            ? "yoy"
            : sense.basis();
    NumberSense given =
        new NumberSense(
            changed, basis, sense.period(), sense.cumulative(), sense.bound(), ambiguous);
    boolean falling = kind != NumberKind.MULTIPLE && sense.change() && senses.falling(at.start());
    found.add(
        new NumberMention(
            at.start(), at.end(), kind, falling ? printed.negated() : printed, unit, given));
  }
}

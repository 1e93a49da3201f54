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
  private static final Pattern TENTHS = Pattern.compile("([一二三四五六七八九])成([一二三四五六七八九])");
  private static final Pattern DOUBLINGS = Pattern.compile("翻了?([一两二三四五])[番倍]|翻番");
  private static final Pattern HALF = Pattern.compile("减半|(?i:\\bhalved\\b)");
  private static final Pattern MANY = Pattern.compile("(?i)\\b(doubled|tripled|quadrupled)\\b");
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
          "(?i)\\b(a|one|two|three)[ -](half|halves|third|thirds|quarter|quarters|fifth|fifths)(?="
              + " of\\b(?! (?:19|20)\\d\\d))");

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
      BigDecimal whole = "百".equals(part.group(1)) ? BigDecimal.valueOf(100) : base(part.group(1));
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
    Matcher half = HALF.matcher(text);
    while (half.find()) {
      add(half, NumberKind.MULTIPLE, new BigDecimal("0.5"), true);
    }
  }

  private static BigDecimal base(String numeral) {
    return switch (numeral) {
      case "千" -> BigDecimal.valueOf(1000);
      case "万" -> BigDecimal.valueOf(10_000);
      default -> ChineseDigits.value(numeral);
    };
  }

  private void english() {
    Matcher many = MANY.matcher(text);
    while (many.find()) {
      int factor =
          List.of("doubled", "tripled", "quadrupled").indexOf(many.group().toLowerCase(Locale.ROOT))
              + 2;
      add(many, NumberKind.MULTIPLE, BigDecimal.valueOf(factor), true);
    }
    Matcher times = TIMES.matcher(text);
    while (times.find()) {
      add(times, NumberKind.MULTIPLE, BigDecimal.valueOf(word(ONES, times.group(1))), true);
    }
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
          switch (fraction.group(2).toLowerCase(Locale.ROOT).charAt(0)) {
            case 'h' -> 2;
            case 't' -> 3;
            case 'q' -> 4;
            default -> 5;
          };
      add(
          fraction,
          NumberKind.PERCENT,
          BigDecimal.valueOf(above).divide(BigDecimal.valueOf(below), MathContext.DECIMAL64),
          false);
    }
  }

  private static int word(String words, String word) {
    return List.of(words.split("\\|")).indexOf(word.toLowerCase(Locale.ROOT)) + 1;
  }

  private void add(Matcher at, NumberKind kind, BigDecimal value, boolean change) {
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
    boolean falling = kind == NumberKind.PERCENT && sense.change() && senses.falling(at.start());
    NumberValue printed = NumberValue.of(FoldedText.tidy(value), new BigDecimal("0.000000001"));
    found.add(
        new NumberMention(
            at.start(),
            at.end(),
            kind,
            falling ? printed.negated() : printed,
            NumberUnit.NONE,
            given));
  }
}

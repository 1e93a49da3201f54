package dev.tutti.document.number;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ranges made of two neighbours: 3-5亿元, 10%至15%, between 5% and 7%. */
final class NumberRanges {
  private static final int LONGEST_UPPER_END = 24;

  /** Upper end in Chinese numerals, which says what a lower end without a unit is of: 三至五成. */
  private static final Pattern UPPER_END =
      Pattern.compile(
          "[-~至到][零〇一二三四五六七八九两十百千万亿]{1,12}(?:点[零〇一二三四五六七八九]{1,6})?"
              + "(?:个百分点|百分点|个基点|基点|%|成|倍|折|美元|港元|欧元|日元|英镑|元|人|家|台|吨|户|份|件|股|辆|套|亩|公里)");

  private static final Pattern SPOKEN_SCALE = Pattern.compile("[一二三四五六七八九两十百千零〇]+(万亿|[万亿])[^万亿]*");
  private static final Pattern ONE_DIGIT = Pattern.compile("[一二三四五六七八九两]");

  /** One digit and its scale, which a digit before shares: 三至五百万. */
  private static final Pattern DIGIT_WITH_SCALE = Pattern.compile("[一二三四五六七八九两]([百千万亿]+)[^百千万亿]*");

  private static final Pattern SMALL = Pattern.compile("[一二三四五六七八九两十百千零〇]+");

  private NumberRanges() {}

  /** Whether an upper end follows, so that a Chinese numeral without a unit is a lower one. */
  static boolean isLowerEnd(CharSequence text, int end) {
    return UPPER_END
        .matcher(text)
        .region(end, Math.min(text.length(), end + LONGEST_UPPER_END))
        .lookingAt();
  }

  static List<NumberMention> joined(
      CharSequence text, List<NumberMention> found, SenseReader senses, Pattern link) {
    List<NumberMention> result = new ArrayList<>();
    NumberMention lower = null; // no range, as 1-1 would go on to 1-1-1
    for (NumberMention each : found) {
      NumberMention range =
          lower != null && linked(text, lower, each, link)
              ? range(text, lower, each, senses)
              : null;
      if (range == null) {
        result.add(each);
        lower = each;
      } else {
        result.set(result.size() - 1, range);
        lower = null;
      }
    }
    return result;
  }

  private static boolean linked(
      CharSequence text, NumberMention left, NumberMention right, Pattern link) {
    if (!left.exact()
        || !right.exact()
        || right.start() < left.end()
        || right.start() - left.end() > 6) {
      return false;
    }
    String between = text.subSequence(left.end(), right.start()).toString();
    String before = text.subSequence(Math.max(0, left.start() - 10), left.start()).toString();
    if (between.strip().equals("and")) {
      return before.contains("between");
    }
    if (between.equals("和") || between.equals("与")) {
      return before.contains("介于");
    }
    boolean way = before.endsWith("从") || before.endsWith("由") || before.endsWith("from ");
    return link.matcher(between).matches() && !way;
  }

  private static @Nullable NumberMention range(
      CharSequence text, NumberMention left, NumberMention right, SenseReader senses) {
    boolean same = left.kind() == right.kind();
    boolean open =
        left.unit().name() == null
            ? left.kind() == NumberKind.ABSOLUTE
            : left.unit().name().equals(left.unit().currency());
    if ((!same && !open) || left.value() == null || right.value() == null) {
      return null;
    }
    BigDecimal low = left.amount();
    if (open && low.abs().compareTo(BigDecimal.valueOf(1000)) < 0) {
      low = low.multiply(shift(text, left, right));
    }
    if (low.compareTo(right.amount()) > 0) {
      return null;
    }
    NumberUnit unit =
        right.unit().currency() == null && left.unit().currency() != null
            ? left.unit()
            : right.unit();
    NumberSense sense = senses.at(left.start(), right.end(), false);
    NumberValue value = new NumberValue(FoldedText.tidy(low), right.amount(), right.value().step());
    return new NumberMention(left.start(), right.end(), right.kind(), value, unit, sense);
  }

  /**
   * Factor that the right end's unit and scale make; in 十五至二十万元 the scale is within the numeral.
   */
  private static BigDecimal shift(CharSequence text, NumberMention left, NumberMention right) {
    BigDecimal scale = right.unit().scale();
    if (scale.compareTo(BigDecimal.ONE) != 0 || !matches(SMALL, text, left)) {
      return scale.signum() == 0 ? BigDecimal.ONE : scale;
    }
    Pattern pattern = matches(ONE_DIGIT, text, left) ? DIGIT_WITH_SCALE : SPOKEN_SCALE;
    Matcher spoken = pattern.matcher(text).region(right.start(), right.end());
    if (spoken.matches()) {
      return ScaleTable.scale(spoken.group(1));
    }
    Matcher plain = SPOKEN_SCALE.matcher(text).region(right.start(), right.end());
    return plain.matches() ? ScaleTable.scale(plain.group(1)) : scale;
  }

  private static boolean matches(Pattern pattern, CharSequence text, NumberMention number) {
    return pattern.matcher(text).region(number.start(), number.end()).matches();
  }
}

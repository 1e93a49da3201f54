package dev.tutti.document.number;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ranges made of two neighbours: 3-5亿元, 10%至15%, between 5% and 7%. */
final class NumberRanges {

  private NumberRanges() {}

  static List<NumberMention> joined(
      CharSequence text, List<NumberMention> found, SenseReader senses, Pattern link) {
    List<NumberMention> result = new ArrayList<>();
    NumberMention lower = null; // no range, as 1-1 would go on to 1-1-1
    for (NumberMention each : found) {
      NumberMention range =
          lower != null && linked(text, lower, each, link) ? range(lower, each, senses) : null;
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
    boolean way = before.endsWith("从") || before.endsWith("由") || before.endsWith("from ");
    return link.matcher(between).matches() && !way;
  }

  private static @Nullable NumberMention range(
      NumberMention left, NumberMention right, SenseReader senses) {
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
      low = low.multiply(shift(right));
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

  /** Factor that the right end's unit and scale make, found as a power of ten of its last digit. */
  private static BigDecimal shift(NumberMention right) {
    return right.unit().scale().signum() == 0 ? BigDecimal.ONE : right.unit().scale();
  }
}

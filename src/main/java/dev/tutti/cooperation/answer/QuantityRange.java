package dev.tutti.cooperation.answer;

import dev.tutti.cooperation.answer.number.Quantities;
import dev.tutti.cooperation.answer.number.Quantity;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ranges such as {@code 3-5}, {@code 10% to 20%} and 3到5天, in one form: {@code 3~5}. */
final class QuantityRange {
  private static final int LONGEST = 60;
  private static final Pattern SIGN = Pattern.compile("[~〜到至-]| to | and ");
  private static final Pattern BEGIN = Pattern.compile("(?i)(?:between|from|从|在)\\s?");
  private static final Pattern TO = Pattern.compile("(?i)\\s?(?:[-~〜到至]|to\\b|and\\b)\\s?");

  private QuantityRange() {}

  /** Form of a text that is a range and nothing else. */
  static Optional<String> of(String bare) {
    if (bare.length() > LONGEST || !SIGN.matcher(bare).find()) {
      return Optional.empty();
    }
    var begin = BEGIN.matcher(bare);
    int start = begin.lookingAt() ? begin.end() : 0;
    var first = Quantities.at(bare, start);
    var to = first == null ? null : TO.matcher(bare).region(first.end(), bare.length());
    var last = to != null && to.lookingAt() ? Quantities.at(bare, to.end()) : null;
    if (first == null || last == null || !isRest(bare.substring(last.end()))) {
      return Optional.empty();
    }
    var unit = bare.substring(first.end(), bare.length());
    var from = sharing(bare.substring(start, first.end()), first.quantity(), last.quantity(), unit);
    return from != null && from.isBelow(last.quantity())
        ? Optional.of(from.canonical() + "~" + last.quantity().canonical())
        : Optional.empty();
  }

  private static boolean isRest(String rest) {
    return rest.isBlank() || rest.equals("之间") || rest.equals("左右");
  }

  /**
   * The first number, which has the unit or the percent sign that the second one is written with.
   */
  private static @Nullable Quantity sharing(
      String written, Quantity first, Quantity last, String rest) {
    if (first.isBare() && !last.isBare()) {
      return last.scaled(first);
    }
    boolean percent = rest.endsWith("%") && !written.endsWith("%");
    var found = percent ? Quantities.at(written + "%", 0) : null;
    return found == null ? first : found.quantity();
  }
}

package dev.tutti.application.analysis;

import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberMention;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Readings of a value as a model may have meant it: in the base unit, as it was asked for, or as it
 * is printed beside its unit. Whichever is right, it is the value of the quote that is shown.
 */
final class ClaimedValues {
  private ClaimedValues() {}

  static List<BigDecimal> of(@Nullable BigDecimal value, String written, String unit) {
    List<BigDecimal> values = new ArrayList<>();
    if (value != null) {
      values.add(value);
    }
    if (written.length() <= 60 && unit.length() <= 60) {
      addRead(values, NumberGrammar.read(written));
      addRead(values, NumberGrammar.read(written + unit));
    }
    return values;
  }

  private static void addRead(List<BigDecimal> values, List<NumberMention> read) {
    if (read.size() == 1 && read.getFirst().exact()) {
      var amount = read.getFirst().amount();
      if (values.stream().noneMatch(each -> each.compareTo(amount) == 0)) {
        values.add(amount);
      }
    }
  }
}

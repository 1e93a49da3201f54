package dev.tutti.document.number;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Number in a text.
 *
 * @param start first UTF-16 unit
 * @param end UTF-16 unit after the last one
 * @param kind kind of the value
 * @param value value in the base unit; none when the kind is missing
 * @param unit unit and scale
 * @param sense role, basis, period and bounds
 */
public record NumberMention(
    int start,
    int end,
    NumberKind kind,
    @Nullable NumberValue value,
    NumberUnit unit,
    NumberSense sense) {

  /** Lower end of the value. */
  public BigDecimal amount() {
    return Objects.requireNonNull(value, "a missing number has no amount").low();
  }

  /** Whether it has a value that is not a range. */
  public boolean exact() {
    return value != null && !value.range();
  }

  /** Text of the number as it stands. */
  public String raw(String text) {
    return text.substring(start, end);
  }
}

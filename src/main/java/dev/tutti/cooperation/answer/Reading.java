package dev.tutti.cooperation.answer;

import dev.tutti.cooperation.answer.number.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Answer that was read out of a text.
 *
 * @param canonical the form in which equal answers are equal
 * @param quote the words that it stands in
 * @param quantity of a number; null for everything else
 */
record Reading(String canonical, String quote, @Nullable Quantity quantity) {
  Reading(String canonical, String quote) {
    this(canonical, quote, null);
  }

  static Reading of(Quantity quantity, String quote) {
    return new Reading(quantity.canonical(), quote, quantity);
  }

  /** Whether two answers mean the same. */
  boolean means(Reading other) {
    return (quantity != null && other.quantity != null)
        ? quantity.means(other.quantity)
        : canonical.equals(other.canonical);
  }
}

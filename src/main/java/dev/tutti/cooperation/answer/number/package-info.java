/**
 * Numbers and quantities in texts, exactly: digits with separators, words, Chinese numerals,
 * fractions and powers, with signs, currencies, percent signs and units. {@link
 * dev.tutti.cooperation.answer.number.Quantities} finds them; a {@link
 * dev.tutti.cooperation.answer.number.Quantity} says whether two mean the same.
 */
@NullMarked
package dev.tutti.cooperation.answer.number;

import org.jspecify.annotations.NullMarked;

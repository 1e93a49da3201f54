package dev.tutti.cooperation.answer.number;

/**
 * Number in a text.
 *
 * @param end the place after it
 */
public record Numeral(Rational value, int end) {}

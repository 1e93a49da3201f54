package dev.tutti.cooperation.answer;

/**
 * Number in a text.
 *
 * @param end the place after it
 */
record Numeral(Rational value, int end) {}

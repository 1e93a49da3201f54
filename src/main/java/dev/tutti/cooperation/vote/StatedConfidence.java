package dev.tutti.cooperation.vote;

/**
 * Probability that a member itself gives to its answer.
 *
 * @param value from 0 to 1
 */
public record StatedConfidence(double value) {
  public StatedConfidence {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("confidence: " + value + " (expected: 0 to 1)");
    }
  }
}

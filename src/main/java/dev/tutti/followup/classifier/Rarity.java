package dev.tutti.followup.classifier;

import java.util.Map;

/**
 * Rarity of units, from 0 for what stands in every text to 1 for what was hardly ever seen: the
 * logarithm of the share of texts. Immutable.
 *
 * @param texts how many texts were counted
 * @param counts in how many of them a unit stands
 */
record Rarity(int texts, Map<String, Integer> counts) {
  /** Units in fewer texts count as never seen. */
  static final int LEAST = 4;

  Rarity {
    counts = Map.copyOf(counts);
  }

  /** The rarity of a unit, 0 to 1. */
  double of(String unit) {
    int count = counts.getOrDefault(unit, 0);
    return count < LEAST
        ? 1
        : StrictMath.log((double) texts / count) / StrictMath.log((double) texts / (LEAST - 1));
  }
}

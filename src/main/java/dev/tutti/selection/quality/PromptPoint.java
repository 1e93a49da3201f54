package dev.tutti.selection.quality;

/**
 * Prompt as a point among others: its words, of length 1 together, and its structure.
 *
 * @param grams buckets of its words
 * @param scales the share of each word
 * @param dense features about the structure, standardised and scaled
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record PromptPoint(char[] grams, float[] scales, float[] dense) {
  /** Moves weights, words first, against a slope, each the less the more it has moved. */
  void descend(float[] weights, float[] squares, double slope, double rate, double penalty) {
    for (int i = 0; i < grams.length; i++) {
      move(weights, squares, grams[i], slope * scales[i], rate, penalty);
    }
    for (int i = 0; i < dense.length; i++) {
      move(weights, squares, PromptGrams.BUCKETS + i, slope * dense[i], rate, penalty);
    }
  }

  private static void move(
      float[] weights, float[] squares, int at, double slope, double rate, double penalty) {
    double pull = slope + penalty * weights[at];
    squares[at] += (float) (pull * pull);
    weights[at] -= (float) (rate * pull / (1e-3 + Math.sqrt(squares[at])));
  }

  double dot(float[] other) {
    double sum = 0;
    for (int i = 0; i < grams.length; i++) {
      sum += other[grams[i]] * scales[i];
    }
    for (int i = 0; i < dense.length; i++) {
      sum += other[PromptGrams.BUCKETS + i] * dense[i];
    }
    return sum;
  }
}

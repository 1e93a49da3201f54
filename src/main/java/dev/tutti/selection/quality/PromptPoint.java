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
  /** How many different features a point may have. */
  static final int SIZE = PromptGrams.BUCKETS + PromptVector.DENSE;

  /** How many features it has. */
  int count() {
    return grams.length + dense.length;
  }

  /** The number of one of its features. */
  int feature(int at) {
    return at < grams.length ? grams[at] : PromptGrams.BUCKETS + at - grams.length;
  }

  /** The value of one of its features. */
  double value(int at) {
    return at < grams.length ? scales[at] : dense[at - grams.length];
  }
}

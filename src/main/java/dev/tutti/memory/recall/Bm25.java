package dev.tutti.memory.recall;

/**
 * Score of a term in a document: Okapi BM25 as Lucene has it, whose inverse document frequency is
 * never negative (S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and
 * Beyond, 2009; {@code org.apache.lucene.search.similarities.BM25Similarity}).
 *
 * @param saturation {@code k1}: how little a second occurrence adds
 * @param length {@code b}: how much the length of a document counts, 0 to 1
 */
record Bm25(double saturation, double length) {
  /** Weight of a term that occurs in some of all documents. */
  static double rarity(int documents, int occurring) {
    return Math.log1p((documents - occurring + 0.5) / (occurring + 0.5));
  }

  /** Share of the weight that a document gets, 0 to {@link #most}. */
  double share(double count, double words, double usualWords) {
    double relative = 1 - length + length * words / usualWords;
    return count * (saturation + 1) / (count + saturation * relative);
  }

  /** The most that {@link #share} can be. */
  double most() {
    return saturation + 1;
  }
}

package dev.tutti.memory.recall;

/**
 * Weights of what makes a message fit. Chosen on LoCoMo's development half by leaving out one
 * conversation at a time; the figures hardly move around them, see docs/memory.md.
 *
 * @param own BM25 of the message alone
 * @param next weight of the score of the message right before and right after
 * @param second weight of the score of the one before the last and after the next
 * @param passage BM25 of the passage around the message
 * @param around so many messages before and after it are its passage
 * @param passageWeight weight of the passage's score
 * @param speaker what is added, relative, where the question names who speaks
 * @param date what is added for each part of a date that the question names
 */
record RecallWeights(
    Bm25 own,
    double next,
    double second,
    Bm25 passage,
    int around,
    double passageWeight,
    double speaker,
    double date) {
  static final RecallWeights USUAL =
      new RecallWeights(new Bm25(1.0, 0.4), 0.3, 0.15, new Bm25(1.2, 0.5), 8, 0.6, 0.9, 0.7);

  /** The most that a term of weight and rarity 1 can add up to without speaker and date. */
  double most() {
    return own.most() * (1 + 2 * next + 2 * second) + passage.most() * passageWeight;
  }
}

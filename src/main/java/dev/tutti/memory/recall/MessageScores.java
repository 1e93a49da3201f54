package dev.tutti.memory.recall;

import java.util.Arrays;

/** Scores of an index's messages for one question, by their places. */
final class MessageScores {
  private final MessageLayout layout;
  private final RecallWeights weights;
  private final double usualWords;
  private final double usualPassage;
  private final double[] own;
  private final double[] passage;
  private final int[] counts;
  private double most;

  MessageScores(MessageLayout layout, RecallWeights weights) {
    this.layout = layout;
    this.weights = weights;
    this.usualWords = layout.usualWords();
    this.usualPassage = layout.usualWords(weights.around());
    this.own = new double[layout.size()];
    this.passage = new double[layout.size()];
    this.counts = new int[layout.size()];
  }

  /** Adds what a term of the question is worth. */
  void add(Postings postings, double weight) {
    Arrays.fill(counts, 0);
    double rarity = weight * Bm25.rarity(layout.size(), postings.size());
    most += rarity;
    for (int i = 0; i < postings.size(); i++) {
      int place = layout.place(postings.document(i));
      int count = postings.count(i);
      own[place] += rarity * weights.own().share(count, layout.words(place, place), usualWords);
      int to = layout.to(place, weights.around());
      for (int near = layout.from(place, weights.around()); near <= to; near++) {
        counts[near] += count;
      }
    }
    addPassages(weight);
  }

  private void addPassages(double weight) {
    int occurring = 0;
    for (int count : counts) {
      occurring += count > 0 ? 1 : 0;
    }
    double rarity = weight * Bm25.rarity(layout.size(), occurring);
    for (int place = 0; place < counts.length; place++) {
      if (counts[place] > 0) {
        double words =
            layout.words(layout.from(place, weights.around()), layout.to(place, weights.around()));
        passage[place] += rarity * weights.passage().share(counts[place], words, usualPassage);
      }
    }
  }

  /** The score of a message with its neighbours and its passage. */
  double of(int place) {
    return own[place]
        + weights.next() * (at(place, -1) + at(place, 1))
        + weights.second() * (at(place, -2) + at(place, 2))
        + weights.passageWeight() * passage[place];
  }

  /** The most that words alone can give: what makes scores of several collections comparable. */
  double most() {
    return (most > 0 ? most : 1) * weights.most();
  }

  private double at(int place, int distance) {
    int near = place + distance;
    boolean there =
        near >= layout.from(place, Math.abs(distance))
            && near <= layout.to(place, Math.abs(distance));
    return there ? own[near] : 0;
  }
}

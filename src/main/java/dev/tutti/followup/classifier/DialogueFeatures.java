package dev.tutti.followup.classifier;

import java.util.List;

/**
 * Features of one dialogue as numbers.
 *
 * @param names of the features
 * @param values of the features, in the same order
 * @param patterns buckets of the patterns that are there, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record DialogueFeatures(List<String> names, double[] values, int[] patterns) {
  /** The features of a dialogue. */
  static DialogueFeatures of(Dialogue dialogue, Rarity rarity) {
    var out = new FeatureVector();
    new FormFeatures(dialogue).addTo(out);
    new ReferenceFeatures(dialogue).addTo(out);
    new OverlapFeatures(dialogue, rarity).addTo(out);
    new NameFeatures(dialogue, rarity).addTo(out);
    new HistoryFeatures(dialogue).addTo(out);
    return new DialogueFeatures(out.names(), out.values(), new Patterns(dialogue).buckets());
  }
}

package dev.tutti.followup.classifier;

import java.util.List;
import java.util.Optional;

/**
 * Turn of a dialogue with what people say of it.
 *
 * @param source where it comes from; of pairs of our own {@code own_en} or {@code own_zh}
 * @param language {@code en} or {@code zh}
 * @param kind natural, rewritten, spliced; of pairs of our own plain or trap
 * @param dialogue what it was taken from: turns of one dialogue are never on both sides
 * @param followUp whether it needs what was said before, where somebody says so
 * @param newTopic whether it begins another topic, where somebody says so
 */
record LabelledTurn(
    String source,
    String language,
    String kind,
    String dialogue,
    List<DialogueLine> history,
    String message,
    Optional<Boolean> followUp,
    Optional<Boolean> newTopic) {
  /** Sources that are translations of one another, or parts of one, are left out together. */
  String family() {
    if (isOwn()) {
      return "own";
    }
    return source.startsWith("mtbench2") ? "mtbench2" : source;
  }

  boolean isOwn() {
    return source.startsWith("own_");
  }

  boolean isFollowUp() {
    return followUp.orElseThrow();
  }

  /** One of some parts, by its dialogue alone. */
  int fold(int folds) {
    return Math.floorMod((source + "/" + dialogue).hashCode() * 31, folds);
  }
}

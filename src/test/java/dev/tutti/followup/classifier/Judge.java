package dev.tutti.followup.classifier;

import java.util.List;

/** Rules and classifier with some weights, as they are measured. */
record Judge(Weights weights) {
  /** The score of a turn. */
  Score score(LabelledTurn turn) {
    var features =
        DialogueFeatures.of(Dialogue.of(turn.history(), turn.message()), weights.rarity());
    return new Score(
        turn,
        weights.scores(features),
        Wording.of(turn.message()).isCertain(),
        weights.topic().score(features) > 0);
  }

  List<Score> scores(List<LabelledTurn> turns) {
    return turns.stream().map(this::score).toList();
  }
}

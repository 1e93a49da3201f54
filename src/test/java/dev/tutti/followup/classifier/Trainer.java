package dev.tutti.followup.classifier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Maker of weights from labelled turns. Nothing is random. */
final class Trainer {
  private static final double PENALTY = 1;
  private static final double SYMBOL_PENALTY = 44;
  private static final double WORD_PENALTY = 4;
  private static final double TOPIC_PENALTY = 20;
  private static final int TEXTS_OF_SOURCE = 3_000;
  private static final int MOST_UNITS = 12_000;

  private final List<LabelledTurn> turns;

  Trainer(List<LabelledTurn> turns) {
    this.turns = turns;
  }

  /** Weights whose probabilities are not calibrated yet. */
  Weights train() {
    var rarity = rarity();
    var labelled = turns.stream().filter(turn -> turn.followUp().isPresent()).toList();
    var rows = new TrainingRows(labelled, rarity, LabelledTurn::isFollowUp);
    return new Weights(
        rarity,
        rows.patterns(PENALTY, SYMBOL_PENALTY, WORD_PENALTY),
        rows.trees(),
        Calibration.NONE,
        topic(labelled, rarity));
  }

  private static LinearModel topic(List<LabelledTurn> labelled, Rarity rarity) {
    var alone =
        labelled.stream()
            .filter(turn -> !turn.isFollowUp() && turn.newTopic().isPresent())
            .toList();
    return new TrainingRows(alone, rarity, turn -> turn.newTopic().orElseThrow())
        .features(TOPIC_PENALTY);
  }

  /** How often units are said, counted over different texts, at most so many of a source. */
  private Rarity rarity() {
    var seen = new HashSet<String>();
    var bySource = new HashMap<String, Integer>();
    var counts = new HashMap<String, Integer>();
    int texts = 0;
    for (var turn : turns) {
      for (var line : turn.history()) {
        if (seen.add(line.text())
            && bySource.merge(turn.source(), 1, Integer::sum) <= TEXTS_OF_SOURCE) {
          texts++;
          Passage.of(line.text())
              .units()
              .keySet()
              .forEach(unit -> counts.merge(unit, 1, Integer::sum));
        }
      }
    }
    var kept =
        counts.entrySet().stream()
            .filter(each -> each.getValue() >= Rarity.LEAST)
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_UNITS)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new Rarity(texts, kept);
  }
}

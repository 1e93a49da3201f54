package dev.tutti.followup.classifier;

import java.util.List;

/**
 * Trained classifier of messages in plain arithmetic: features of the message and of what was said
 * before it, a weighted sum, a curve that makes a probability of it. Immutable and thread-safe.
 */
public final class Classifier {
  private final Weights weights;

  private Classifier(Weights weights) {
    this.weights = weights;
  }

  /**
   * The classifier with the weights that come with Tutti.
   *
   * @throws IllegalStateException when they do not belong to these features
   */
  public static Classifier shipped() {
    return of(Weights.shipped());
  }

  static Classifier of(Weights weights) {
    var names = DialogueFeatures.of(Dialogue.of(List.of(), ""), weights.rarity()).names();
    for (var model : List.of(weights.followUp(), weights.topic())) {
      if (!model.names().equals(names)) {
        throw new IllegalStateException("the weights are of other features: bench/followup train");
      }
    }
    return new Classifier(weights);
  }

  /**
   * Assesses a message.
   *
   * @param history what was said before, the oldest first
   */
  public Assessment assess(List<DialogueLine> history, String message) {
    var dialogue = Dialogue.of(history, message);
    var features = DialogueFeatures.of(dialogue, weights.rarity());
    var reasons = new Reasons(dialogue, features, weights.followUp());
    return new Assessment(
        probability(dialogue, features),
        Calibration.logistic(weights.topic().score(features)),
        reasons.forFollowUp(),
        reasons.against());
  }

  private double probability(Dialogue dialogue, DialogueFeatures features) {
    return weights
        .calibration()
        .probability(weights.scores(features), dialogue.message().isChinese());
  }
}

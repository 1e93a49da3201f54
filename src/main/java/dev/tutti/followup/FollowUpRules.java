package dev.tutti.followup;

import dev.tutti.followup.FollowUpDecision.Kind;
import dev.tutti.followup.FollowUpDecision.Layer;
import dev.tutti.followup.classifier.Wording;
import java.util.List;
import java.util.Optional;

/** First layer: cases that are certain. */
final class FollowUpRules {
  private static final double CERTAIN = .99;

  private FollowUpRules() {}

  /** The decision about a message that is a certain case. */
  static Optional<FollowUpDecision> decide(List<DialogueTurn> history, String message) {
    if (history.stream().allMatch(turn -> turn.content().isBlank())) {
      return decision(Kind.NEW_TOPIC, "nothing was said before");
    }
    var wording = Wording.of(message);
    if (wording.isEmpty()) {
      return decision(Kind.FOLLOW_UP, "says nothing by itself");
    }
    if (wording.isBare()) {
      return decision(Kind.FOLLOW_UP, "only replies or asks to go on, and names no subject");
    }
    if (wording.citesAnswer()) {
      return decision(Kind.FOLLOW_UP, "names the previous answer");
    }
    return Optional.empty();
  }

  private static Optional<FollowUpDecision> decision(Kind kind, String reason) {
    double probability = kind == Kind.FOLLOW_UP ? CERTAIN : 1 - CERTAIN;
    return Optional.of(FollowUpDecision.of(kind, probability, reason, Layer.RULES));
  }
}

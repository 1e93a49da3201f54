package dev.tutti.followup;

import java.util.Locale;

/**
 * Decision about a message: whether it needs what was said before it.
 *
 * @param decision what it is
 * @param probability that it is a follow-up, 0 to 1, as the layer that decided sees it
 * @param confidence the probability that it does need the context, where the decision is so, or
 *     that it does not, 0 to 1
 * @param reason in words, for people
 * @param layer which layer decided
 */
public record FollowUpDecision(
    Kind decision, double probability, double confidence, String reason, Layer layer) {
  /** Kind of message. */
  public enum Kind {
    /** It needs what was said before. */
    FOLLOW_UP,
    /** It is about the same topic, and can be understood alone. */
    STANDALONE,
    /** It begins another topic. */
    NEW_TOPIC;

    /** Its name in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Layer that decides. */
  public enum Layer {
    /** Certain cases. */
    RULES,
    /** The trained classifier. */
    CLASSIFIER,
    /** The configured model. */
    MODEL,
    /** The caller, who says so. */
    CALLER;

    /** Its name in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The decision of a caller. */
  static FollowUpDecision wished(boolean followUp) {
    return of(
        followUp ? Kind.FOLLOW_UP : Kind.NEW_TOPIC, followUp ? 1 : 0, "asked for", Layer.CALLER);
  }

  /** A decision; its confidence follows from the probability. */
  public static FollowUpDecision of(Kind decision, double probability, String reason, Layer layer) {
    double confidence = decision == Kind.FOLLOW_UP ? probability : 1 - probability;
    return new FollowUpDecision(decision, probability, confidence, reason, layer);
  }

  /**
   * The decision of these words.
   *
   * @throws IllegalArgumentException where there is no such decision or layer
   */
  public static FollowUpDecision of(
      String decision, double probability, String reason, String layer) {
    return of(
        Kind.valueOf(decision.toUpperCase(Locale.ROOT)),
        probability,
        reason,
        Layer.valueOf(layer.toUpperCase(Locale.ROOT)));
  }

  /** Whether the next call should get what was said before. */
  public boolean keepsContext() {
    return decision == Kind.FOLLOW_UP;
  }
}

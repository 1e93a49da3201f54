package dev.tutti.call;

/**
 * Decision whether what is asked in a conversation goes on with what was said before, in the words
 * that callers read.
 *
 * @param word {@code follow_up}, {@code standalone} or {@code new_topic}; empty where nobody has
 *     decided
 * @param probability of a follow-up, 0 to 1
 * @param reason for people; it may quote what was said
 * @param layer who has decided: {@code rules}, {@code classifier}, {@code model} or {@code caller}
 */
public record TurnDecision(String word, double probability, String reason, String layer) {
  /** Nobody has decided. */
  public static final TurnDecision NONE = new TurnDecision("", 0, "", "");

  private static final String FOLLOW_UP = "follow_up";

  /** Whether nobody has decided. */
  public boolean isNone() {
    return word.isEmpty();
  }

  /** Probability that the context is rightly kept, or rightly left out. */
  public double confidence() {
    return word.equals(FOLLOW_UP) ? probability : 1 - probability;
  }
}

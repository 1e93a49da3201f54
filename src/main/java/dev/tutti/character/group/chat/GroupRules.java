package dev.tutti.character.group.chat;

import dev.tutti.character.group.TurnPlan;
import dev.tutti.character.group.TurnPolicy;

/**
 * Rules by which a group talks.
 *
 * @param plan of one round
 * @param mostReplies to one posted message, in all rounds
 * @param autoTurns rounds that follow by themselves, without a message of the user's
 * @param mostTokens used in one turn, after which no other speaker begins
 * @param handsOver whether who is spoken for speaks next
 * @param joinsCards whether each speaker is told of the others' cards, too
 * @param chooser model that chooses under the policy {@code model}; empty for the group's
 * @param seed of all plans, with the number of the turn
 */
public record GroupRules(
    TurnPlan.Rules plan,
    int mostReplies,
    int autoTurns,
    long mostTokens,
    boolean handsOver,
    boolean joinsCards,
    String chooser,
    long seed) {
  /** Most replies to one message where a group does not say. */
  public static final int USUAL_REPLIES = 20;

  /** Most replies to one message that a group may say. */
  public static final int MOST_REPLIES = 100;

  /** Most rounds that may follow by themselves. */
  public static final int MOST_AUTO_TURNS = 20;

  /** Largest seed: a whole number that every reader of JSON has exactly. */
  public static final long MOST_SEED = (1L << 53) - 1;

  private static final long STEP = 0x9E3779B97F4A7C15L; // the golden ratio, as of SplittableRandom

  /** Rules of a policy with everything else as usual. */
  public static GroupRules of(TurnPolicy policy, long seed) {
    var plan = new TurnPlan.Rules(policy, TurnPolicy.RANDOM, TurnPlan.Rules.MOST_SPEAKERS, false);
    return new GroupRules(plan, USUAL_REPLIES, 0, Long.MAX_VALUE, false, false, "", seed);
  }

  /** Seed of a round, the same each time. */
  long seed(int turn, int round) {
    return seed(seed, turn, round);
  }

  /**
   * Seed of a round of a group with a seed, the same each time.
   *
   * @param turn its number, from 1
   * @param round 0, or the number of one that follows by itself
   */
  public static long seed(long group, int turn, int round) {
    return (group + STEP * (turn * (MOST_AUTO_TURNS + 1L) + round)) & MOST_SEED;
  }
}

package dev.tutti.application.decision.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Share of all weightings under which each option is first: weights are drawn from a Dirichlet
 * distribution whose parameters are all 1, which prefers none.
 *
 * @param shares by options, in their order; options that tie share a draw
 */
public record RankStability(List<Double> shares, int draws) {
  /** Draws: the standard error of a share is at most 0.005. */
  public static final int DRAWS = 10_000;

  /** Stability of a table's ranks; the same for the same seed. */
  public static RankStability of(ScoreTable table, long seed) {
    double[][] scores = table.scores();
    double[] firsts = new double[scores.length];
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = new double[table.criteria().size()];
    for (int draw = 0; draw < DRAWS; draw++) {
      fill(weights, random);
      List<Integer> leaders = ScoreTable.leaders(ScoreTable.sums(scores, weights));
      for (int leader : leaders) {
        firsts[leader] += 1.0 / leaders.size();
      }
    }
    return new RankStability(
        Arrays.stream(firsts).map(first -> first / DRAWS).boxed().toList(), DRAWS);
  }

  private static void fill(double[] weights, SplittableRandom random) {
    double sum = 0;
    for (int place = 0; place < weights.length; place++) {
      weights[place] = -StrictMath.log(1 - random.nextDouble());
      sum += weights[place];
    }
    for (int place = 0; place < weights.length; place++) {
      weights[place] /= sum;
    }
  }
}

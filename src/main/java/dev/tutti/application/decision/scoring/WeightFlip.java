package dev.tutti.application.decision.scoring;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Smallest change of one weight, the others scaled in proportion, at which another option is as
 * good as the first.
 *
 * @param criterion whose weight changes
 * @param from its weight
 * @param to its weight at the flip
 * @param winner option that is first then
 */
public record WeightFlip(String criterion, double from, double to, String winner) {

  /** Size of the change. */
  public double change() {
    return Math.abs(to - from);
  }

  /** Smallest flip of a table with one first option, if any weight makes one. */
  public static Optional<WeightFlip> of(ScoreTable table) {
    var leaders = ScoreTable.leaders(table.sums());
    WeightFlip smallest = null;
    if (leaders.size() == 1) {
      for (int rival = 0; rival < table.options().size(); rival++) {
        for (int criterion = 0; criterion < table.criteria().size(); criterion++) {
          WeightFlip flip =
              rival == leaders.getFirst()
                  ? null
                  : flip(table, leaders.getFirst(), rival, criterion);
          boolean smaller = flip != null && (smallest == null || flip.change() < smallest.change());
          smallest = smaller ? flip : smallest;
        }
      }
    }
    return Optional.ofNullable(smallest);
  }

  /**
   * Where the first option is ahead by d with this criterion alone and by r with the others alone,
   * its lead is w d + (1 - w) r, which is zero at w = r / (r - d).
   */
  private static @Nullable WeightFlip flip(ScoreTable table, int first, int rival, int criterion) {
    double[] weights = table.weights();
    double ahead = table.score(first, criterion) - table.score(rival, criterion);
    double others = 0;
    for (int other = 0; other < weights.length; other++) {
      if (other != criterion) {
        others += weights[other] * (table.score(first, other) - table.score(rival, other));
      }
    }
    double weight = weights[criterion];
    double rest = 1 - weight <= 0 ? 0 : others / (1 - weight);
    double flip = rest / (rest - ahead);
    return flip >= 0 && flip <= 1 && weights.length > 1
        ? new WeightFlip(
            table.criteria().get(criterion).name(), weight, flip, table.options().get(rival))
        : null;
  }
}

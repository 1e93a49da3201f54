package dev.tutti.selection.quality;

import dev.tutti.selection.quality.RouteFile.Votes;
import java.util.List;

/**
 * Cascade over recorded answers: two cheap models answer, and what they say decides which answers
 * are given up for the strong model's. The mean gain after agreement and after disagreement is
 * taken from other folds.
 */
final class CascadeFolds {
  private static final double ZEROS = 5;

  private final List<Votes> votes;
  private final String cheap;
  private final String second;
  private final String strong;

  CascadeFolds(List<Votes> votes, String cheap, String second, String strong) {
    this.votes = votes;
    this.cheap = cheap;
    this.second = second;
    this.strong = strong;
  }

  /** The share of prompts on which the two cheap models agree. */
  double agreement() {
    return votes.stream().mapToInt(each -> each.agree(cheap, second) ? 1 : 0).average().orElse(0);
  }

  /** The score of the cheap answer: the second model's where the first says nothing. */
  private double cheapScore(Votes each) {
    return each.score(each.answers().containsKey(cheap) ? cheap : second);
  }

  /** What the two say: the same, something else, or only one of them anything. */
  private int pattern(Votes each) {
    return each.agree(cheap, second)
        ? 0
        : each.answers().containsKey(cheap) && each.answers().containsKey(second) ? 1 : 2;
  }

  /** The curve when what the cheap models say decides alone; ties in the order of the file. */
  StrongShare curve() {
    var gains = new double[votes.size()];
    var weak = new double[votes.size()];
    var best = new double[votes.size()];
    for (int i = 0; i < gains.length; i++) {
      var each = votes.get(i);
      gains[i] = gain(RouteFolds.fold(each.prompt()), pattern(each));
      weak[i] = cheapScore(each);
      best[i] = each.score(strong);
    }
    return StrongShare.of(gains, weak, best);
  }

  private double gain(int fold, int pattern) {
    double sum = 0;
    double count = ZEROS;
    for (var each : votes) {
      if (RouteFolds.fold(each.prompt()) != fold && pattern(each) == pattern) {
        sum += each.score(strong) - cheapScore(each);
        count++;
      }
    }
    return sum / count;
  }
}

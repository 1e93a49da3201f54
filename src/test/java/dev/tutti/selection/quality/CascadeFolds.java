package dev.tutti.selection.quality;

import dev.tutti.selection.quality.RouteFile.Votes;
import java.util.List;
import java.util.Map;

/**
 * Cascade over recorded answers: two cheap models answer, and what they say decides, beside the
 * prompt, which answers are given up for the strong model's. The mean gain after agreement and after
 * disagreement is taken from other folds.
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

  /** Outcomes of the cheap and the strong model. */
  List<PromptOutcome> outcomes() {
    return votes.stream()
        .map(
            each ->
                new PromptOutcome(
                    each.prompt(),
                    Map.of(
                        "weak", ModelOutcome.of(each.score(cheap)),
                        "strong", ModelOutcome.of(each.score(strong)))))
        .toList();
  }

  /** The share of prompts on which the two cheap models agree. */
  double agreement() {
    return votes.stream().mapToInt(each -> each.agree(cheap, second) ? 1 : 0).average().orElse(0);
  }

  /** The curve when agreement decides together with the expected gains of the prompts. */
  StrongShare curve(double[] promptGains) {
    var gains = new double[votes.size()];
    var weak = new double[votes.size()];
    var best = new double[votes.size()];
    for (int i = 0; i < gains.length; i++) {
      var each = votes.get(i);
      int fold = RouteFolds.fold(each.prompt());
      boolean agree = each.agree(cheap, second);
      gains[i] = meanGain(fold, agree) + promptGains[i] - meanOf(promptGains, fold, agree);
      weak[i] = each.score(cheap);
      best[i] = each.score(strong);
    }
    return StrongShare.of(gains, weak, best);
  }

  private double meanGain(int fold, boolean agree) {
    double sum = 0;
    double count = ZEROS;
    for (var each : votes) {
      if (RouteFolds.fold(each.prompt()) != fold && each.agree(cheap, second) == agree) {
        sum += each.score(strong) - each.score(cheap);
        count++;
      }
    }
    return sum / count;
  }

  private double meanOf(double[] gains, int fold, boolean agree) {
    double sum = 0;
    double count = ZEROS;
    for (int i = 0; i < gains.length; i++) {
      var each = votes.get(i);
      if (RouteFolds.fold(each.prompt()) != fold && each.agree(cheap, second) == agree) {
        sum += gains[i];
        count++;
      }
    }
    return sum / count;
  }
}

package dev.tutti.selection.quality;

import dev.tutti.selection.quality.RouteFile.Votes;
import java.util.List;
import java.util.Map;

/**
 * Cascade over recorded answers: two cheap models answer, and what they say decides, beside the
 * prompt, which answers are given up for the strong model's. The mean gain after agreement and
 * after disagreement is taken from other folds.
 */
final class CascadeFolds {
  private static final double ZEROS = 5;

  /** How much the expected gain of a prompt counts beside what the cheap models say. */
  private static final double PROMPT_SHARE = .25;

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
                        "weak", ModelOutcome.of(cheapScore(each)),
                        "strong", ModelOutcome.of(each.score(strong)))))
        .toList();
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

  /** The curve when agreement decides together with the expected gains of the prompts. */
  StrongShare curve(double[] promptGains) {
    var gains = new double[votes.size()];
    var weak = new double[votes.size()];
    var best = new double[votes.size()];
    for (int i = 0; i < gains.length; i++) {
      var each = votes.get(i);
      int fold = RouteFolds.fold(each.prompt());
      gains[i] =
          gain(fold, pattern(each)) + PROMPT_SHARE * (promptGains[i] - mean(promptGains, fold));
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

  private double mean(double[] gains, int fold) {
    double sum = 0;
    double count = ZEROS;
    for (int i = 0; i < gains.length; i++) {
      if (RouteFolds.fold(votes.get(i).prompt()) != fold) {
        sum += gains[i];
        count++;
      }
    }
    return sum / count;
  }
}

package dev.tutti.application.decision.scoring;

import java.util.ArrayList;
import java.util.List;

/**
 * Values of options by criteria, and the scores from 0 to 10 that follow: a value that is a score
 * stays, other values are placed on the line between the worst and the best option.
 *
 * @param criteria whose weights sum to 1
 * @param values a row an option, a column a criterion
 */
public record ScoreTable(
    List<WeightedCriterion> criteria, List<String> options, List<List<Double>> values) {
  static final double TOP = 10;
  private static final double NEAR = 1e-9;

  public ScoreTable {
    double sum = criteria.stream().mapToDouble(WeightedCriterion::weight).sum();
    criteria = criteria.stream().map(each -> each.weighing(each.weight() / sum)).toList();
    options = List.copyOf(options);
    values = values.stream().map(List::copyOf).toList();
  }

  /** Raw value. */
  double value(int option, int criterion) {
    return values.get(option).get(criterion);
  }

  /** Score of an option by a criterion; 5 for all where a criterion tells nobody apart. */
  public double score(int option, int criterion) {
    WeightedCriterion by = criteria.get(criterion);
    double value = value(option, criterion);
    if (by.scored()) {
      return by.cost() ? TOP - value : value;
    }
    double low = least(criterion);
    double width = most(criterion) - low;
    if (width == 0) {
      return TOP / 2;
    }
    double share = (value - low) / width;
    return TOP * (by.cost() ? 1 - share : share);
  }

  double least(int criterion) {
    return values.stream().mapToDouble(row -> row.get(criterion)).min().orElse(0);
  }

  double most(int criterion) {
    return values.stream().mapToDouble(row -> row.get(criterion)).max().orElse(0);
  }

  double[] weights() {
    return criteria.stream().mapToDouble(WeightedCriterion::weight).toArray();
  }

  double[][] scores() {
    double[][] scores = new double[options.size()][criteria.size()];
    for (int option = 0; option < scores.length; option++) {
      for (int criterion = 0; criterion < criteria.size(); criterion++) {
        scores[option][criterion] = score(option, criterion);
      }
    }
    return scores;
  }

  /** Weighted sums of the options' scores, in their order. */
  public double[] sums() {
    return sums(scores(), weights());
  }

  static double[] sums(double[][] scores, double[] weights) {
    double[] sums = new double[scores.length];
    for (int option = 0; option < sums.length; option++) {
      for (int criterion = 0; criterion < weights.length; criterion++) {
        sums[option] += weights[criterion] * scores[option][criterion];
      }
    }
    return sums;
  }

  /** Places of the options that are first by these figures: one, or all that tie. */
  public static List<Integer> leaders(double[] figures) {
    double best = Double.NEGATIVE_INFINITY;
    for (double figure : figures) {
      best = Math.max(best, figure);
    }
    List<Integer> leaders = new ArrayList<>();
    for (int option = 0; option < figures.length; option++) {
      if (figures[option] >= best - NEAR) {
        leaders.add(option);
      }
    }
    return leaders;
  }

  /** Places of the options that are at least as good by every criterion and better by one. */
  public List<Integer> dominators(int option) {
    double[][] scores = scores();
    List<Integer> dominators = new ArrayList<>();
    for (int other = 0; other < scores.length; other++) {
      boolean worse = false;
      boolean better = false;
      for (int criterion = 0; criterion < criteria.size(); criterion++) {
        double ahead = scores[other][criterion] - scores[option][criterion];
        worse |= ahead < -NEAR;
        better |= ahead > NEAR;
      }
      if (better && !worse) {
        dominators.add(other);
      }
    }
    return dominators;
  }
}

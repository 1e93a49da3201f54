package dev.tutti.cooperation.vote.weight;

import java.util.Arrays;
import java.util.List;

/**
 * Weights that make the right groups likely: a conditional logit model, in which a group's chance
 * grows with the exponential of its members' weights, and the chance that no group is right with
 * that of a threshold. The likelihood of the outcomes is maximised by Newton's method under a
 * normal prior around what is known of each member alone, so that few outcomes change little; no
 * weight falls below a least one.
 *
 * @param weights of the members
 * @param none score of "none of these"
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record PanelFit(double[] weights, double none) {
  static final double LEAST_WEIGHT = .02;

  private static final double PRECISION = 12;
  private static final double NONE_PRECISION = .5;
  private static final int MOST_STEPS = 12;
  private static final double SMALL_STEP = 1e-4;

  /** Fit around a prior. */
  static PanelFit of(List<PanelRow> rows, PanelFit prior) {
    int members = prior.weights.length;
    var point = Arrays.copyOf(prior.weights, members + 1);
    point[members] = prior.none;
    var centre = point.clone();
    for (int step = 0; step < MOST_STEPS; step++) {
      var slope = new double[members + 1];
      var curve = new double[members + 1][members + 1];
      for (int i = 0; i <= members; i++) {
        double precision = i == members ? NONE_PRECISION : PRECISION;
        slope[i] = precision * (centre[i] - point[i]);
        curve[i][i] = precision;
      }
      for (var row : rows) {
        add(row, point, slope, curve);
      }
      if (move(point, solve(curve, slope)) < SMALL_STEP) {
        break;
      }
    }
    return new PanelFit(Arrays.copyOf(point, members), point[members]);
  }

  /** Adds the first and second derivatives of one outcome's logarithm of the likelihood. */
  private static void add(PanelRow row, double[] point, double[] slope, double[][] curve) {
    int none = point.length - 1;
    var chances = chances(row.scores(point), point[none]);
    var mean = new double[point.length];
    mean[none] = chances[row.groups()];
    for (int g = 0; g < row.groups(); g++) {
      for (int i = 0; i < row.members()[g].length; i++) {
        mean[row.members()[g][i]] += chances[g] * row.voices()[g][i];
      }
    }
    if (row.right() < 0) {
      slope[none] += 1;
    } else {
      for (int i = 0; i < row.members()[row.right()].length; i++) {
        slope[row.members()[row.right()][i]] += row.voices()[row.right()][i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      slope[i] -= mean[i];
      for (int j = 0; j < mean.length; j++) {
        curve[i][j] -= mean[i] * mean[j];
      }
    }
    curve[none][none] += chances[row.groups()];
    for (int g = 0; g < row.groups(); g++) {
      square(row.members()[g], row.voices()[g], chances[g], curve);
    }
  }

  private static void square(int[] members, double[] voices, double chance, double[][] curve) {
    for (int i = 0; i < members.length; i++) {
      for (int j = 0; j < members.length; j++) {
        curve[members[i]][members[j]] += chance * voices[i] * voices[j];
      }
    }
  }

  /** Chances of groups by their scores, and last of none of them. */
  static double[] chances(double[] scores, double none) {
    double most = none;
    for (double score : scores) {
      most = Math.max(most, score);
    }
    var chances = new double[scores.length + 1];
    double sum = 0;
    for (int g = 0; g < chances.length; g++) {
      chances[g] = Math.exp((g < scores.length ? scores[g] : none) - most);
      sum += chances[g];
    }
    for (int g = 0; g < chances.length; g++) {
      chances[g] /= sum;
    }
    return chances;
  }

  /** Moves a point within bounds; the longest way in one direction. */
  private static double move(double[] point, double[] step) {
    double longest = 0;
    for (int i = 0; i < point.length; i++) {
      double before = point[i];
      double least = i == point.length - 1 ? -20 : LEAST_WEIGHT;
      point[i] = Math.clamp(before + Math.clamp(step[i], -2, 2), least, 20);
      longest = Math.max(longest, Math.abs(point[i] - before));
    }
    return longest;
  }

  /** Solution of a system with a positive definite matrix, by Cholesky's method. */
  private static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    var lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / lower[j][j];
      }
    }
    var solution = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = right[i];
      for (int k = 0; k < i; k++) {
        sum -= lower[i][k] * solution[k];
      }
      solution[i] = sum / lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = solution[i];
      for (int k = i + 1; k < n; k++) {
        sum -= lower[k][i] * solution[k];
      }
      solution[i] = sum / lower[i][i];
    }
    return solution;
  }
}

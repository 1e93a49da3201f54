package dev.tutti.application.decision.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Order of draws in which inputs have wanted correlations, by the method of Iman and Conover (A
 * distribution-free approach to inducing rank correlation among input variables, 1982): normal
 * scores are mixed by the Cholesky factor of the wanted matrix, after what correlation they have by
 * chance was taken out, and the draws of each input are put into the order of its scores. Each
 * input keeps its draws and so its distribution.
 *
 * @param inputs places of the inputs that are correlated
 * @param factor Cholesky factor of their wanted correlations
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record RankCorrelation(List<Integer> inputs, double[][] factor) {
  private static final double LEAST = 1e-12;

  public RankCorrelation {
    inputs = List.copyOf(inputs);
  }

  /**
   * Order for some correlations; those that are not named are zero.
   *
   * @throws IllegalArgumentException where no inputs can be so correlated
   */
  public static RankCorrelation of(List<InputCorrelation> correlations) {
    var places = new TreeSet<Integer>();
    for (InputCorrelation each : correlations) {
      places.add(each.a());
      places.add(each.b());
    }
    List<Integer> inputs = List.copyOf(places);
    double[][] matrix = new double[inputs.size()][inputs.size()];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][i] = 1;
    }
    for (InputCorrelation each : correlations) {
      int a = inputs.indexOf(each.a());
      int b = inputs.indexOf(each.b());
      matrix[a][b] = each.value();
      matrix[b][a] = each.value();
    }
    return new RankCorrelation(inputs, cholesky(matrix));
  }

  /** Lower triangle whose product with its transpose is a matrix. */
  private static double[][] cholesky(double[][] matrix) {
    double[][] factor = new double[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j];
        for (int k = 0; k < j; k++) {
          rest -= factor[i][k] * factor[j][k];
        }
        if (i == j && rest < LEAST) {
          throw new IllegalArgumentException(
              "cannot hold all at once (expected: a positive definite matrix of correlations)");
        }
        factor[i][j] = i == j ? Math.sqrt(rest) : rest / factor[j][j];
      }
    }
    return factor;
  }

  /**
   * Puts draws into the order.
   *
   * @param draws of every input, by their places
   */
  void order(double[][] draws, RandomVariates random) {
    double[][] scores = scores(draws.length == 0 ? 0 : draws[0].length, random);
    for (int i = 0; i < inputs.size(); i++) {
      order(draws[inputs.get(i)], scores[i]);
    }
  }

  private static void order(double[] draws, double[] scores) {
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    List<Integer> ranked = new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
    ranked.sort(Comparator.comparingDouble(place -> scores[place]));
    for (int rank = 0; rank < sorted.length; rank++) {
      draws[ranked.get(rank)] = sorted[rank];
    }
  }

  /** Normal scores of each input with the wanted correlations. */
  private double[][] scores(int draws, RandomVariates random) {
    double[][] plain = new double[inputs.size()][draws];
    for (double[] each : plain) {
      for (int draw = 0; draw < draws; draw++) {
        each[draw] = random.normal();
      }
      standardize(each);
    }
    double[][] chance = cholesky(correlations(plain));
    double[][] mixed = new double[inputs.size()][draws];
    double[] free = new double[inputs.size()];
    for (int draw = 0; draw < draws; draw++) {
      for (int i = 0; i < free.length; i++) {
        double rest = plain[i][draw];
        for (int k = 0; k < i; k++) {
          rest -= chance[i][k] * free[k];
        }
        free[i] = rest / chance[i][i];
        for (int k = 0; k <= i; k++) {
          mixed[i][draw] += factor[i][k] * free[k];
        }
      }
    }
    return mixed;
  }

  private static void standardize(double[] values) {
    double mean = 0;
    for (double each : values) {
      mean += each / values.length;
    }
    double squares = 0;
    for (double each : values) {
      squares += (each - mean) * (each - mean) / values.length;
    }
    double deviation = Math.sqrt(squares);
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - mean) / deviation;
    }
  }

  private static double[][] correlations(double[][] standardized) {
    double[][] matrix = new double[standardized.length][standardized.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int draw = 0; draw < standardized[i].length; draw++) {
          sum += standardized[i][draw] * standardized[j][draw];
        }
        matrix[i][j] = sum / standardized[i].length;
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }
}

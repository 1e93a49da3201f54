package dev.tutti.application.decision.scoring;

/**
 * TOPSIS: how near an option is to the best values of all and how far from the worst, from 0 to 1.
 *
 * <p>Source: Hwang and Yoon, Multiple Attribute Decision Making, 1981, with vector normalisation;
 * {@link #byRange} rescales between worst and best instead.
 */
public final class Topsis {
  private Topsis() {}

  /** Closeness with vectors of length 1, the classic form. */
  public static double[] byVector(ScoreTable table) {
    double[][] normal = new double[table.options().size()][table.criteria().size()];
    for (int criterion = 0; criterion < table.criteria().size(); criterion++) {
      double squares = 0;
      for (int option = 0; option < normal.length; option++) {
        squares += table.value(option, criterion) * table.value(option, criterion);
      }
      double sign = table.criteria().get(criterion).cost() ? -1 : 1;
      for (int option = 0; option < normal.length; option++) {
        normal[option][criterion] =
            squares == 0 ? 0 : sign * table.value(option, criterion) / Math.sqrt(squares);
      }
    }
    return closeness(normal, table.weights());
  }

  /** Closeness with values between the worst and the best. */
  public static double[] byRange(ScoreTable table) {
    double[][] normal = new double[table.options().size()][table.criteria().size()];
    for (int criterion = 0; criterion < table.criteria().size(); criterion++) {
      double low = table.least(criterion);
      double width = table.most(criterion) - low;
      boolean cost = table.criteria().get(criterion).cost();
      for (int option = 0; option < normal.length; option++) {
        double share = width == 0 ? 0 : (table.value(option, criterion) - low) / width;
        normal[option][criterion] = cost ? 1 - share : share;
      }
    }
    return closeness(normal, table.weights());
  }

  private static double[] closeness(double[][] normal, double[] weights) {
    double[] best = new double[weights.length];
    double[] worst = new double[weights.length];
    for (int criterion = 0; criterion < weights.length; criterion++) {
      best[criterion] = Double.NEGATIVE_INFINITY;
      worst[criterion] = Double.POSITIVE_INFINITY;
      for (double[] option : normal) {
        best[criterion] = Math.max(best[criterion], option[criterion]);
        worst[criterion] = Math.min(worst[criterion], option[criterion]);
      }
    }
    double[] closeness = new double[normal.length];
    for (int option = 0; option < normal.length; option++) {
      double toBest = distance(normal[option], best, weights);
      double toWorst = distance(normal[option], worst, weights);
      closeness[option] = toBest + toWorst == 0 ? 0.5 : toWorst / (toBest + toWorst);
    }
    return closeness;
  }

  private static double distance(double[] a, double[] b, double[] weights) {
    double squares = 0;
    for (int criterion = 0; criterion < weights.length; criterion++) {
      double apart = weights[criterion] * (a[criterion] - b[criterion]);
      squares += apart * apart;
    }
    return Math.sqrt(squares);
  }
}

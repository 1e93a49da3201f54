package dev.tutti.followup.classifier;

import dev.tutti.followup.classifier.BoostedTrees.Leaf;
import dev.tutti.followup.classifier.BoostedTrees.Node;
import dev.tutti.followup.classifier.BoostedTrees.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gradient boosting of logistic loss with histograms of binned features; trees grow where a split
 * gains most (Friedman 2001, "Greedy Function Approximation"; Ke et al. 2017, "LightGBM"). Nothing
 * is random, and all sums are taken in one order.
 */
final class TreeBoosting {
  private static final int BINS = 32;
  private static final int TREES = 300;
  private static final int LEAVES = 16;
  private static final int LEAST_ROWS = 20;
  private static final double RATE = .08;
  private static final double PENALTY = 5;
  private static final double LEAST_GAIN = 1e-6;

  private final List<LogisticRegression.Row> rows;
  private final int features;
  private final double[][] edges;
  private final byte[] bins;
  private final double[] slopes;
  private final double[] curvatures;
  private final double[] scores;

  /** Boosting of rows, of which only the dense columns count. */
  TreeBoosting(List<LogisticRegression.Row> rows) {
    this.rows = rows;
    this.features = rows.getFirst().dense().length;
    this.edges = new double[features][];
    this.bins = new byte[rows.size() * features];
    this.slopes = new double[rows.size()];
    this.curvatures = new double[rows.size()];
    this.scores = new double[rows.size()];
    for (int feature = 0; feature < features; feature++) {
      bin(feature);
    }
  }

  /** Rows of a node that may become a split, with their histogram. */
  private final class Part {
    final int[] members;
    final double[] sums;
    int feature = -1;
    int bin;
    double gain = LEAST_GAIN;
    int low = -1;
    int high = -1;

    Part(int[] members, double[] sums) {
      this.members = members;
      this.sums = sums;
      findSplit();
    }

    private void findSplit() {
      double slope = 0;
      double curvature = 0;
      for (int b = 0; b < BINS; b++) {
        slope += sums[3 * b];
        curvature += sums[3 * b + 1];
      }
      double whole = slope * slope / (curvature + PENALTY);
      for (int f = 0; f < features; f++) {
        double lowSlope = 0;
        double lowCurvature = 0;
        int count = 0;
        for (int b = 0; b < edges[f].length; b++) {
          int at = 3 * (f * BINS + b);
          lowSlope += sums[at];
          lowCurvature += sums[at + 1];
          count += (int) sums[at + 2];
          if (count >= LEAST_ROWS && members.length - count >= LEAST_ROWS) {
            double rest = slope - lowSlope;
            double now =
                lowSlope * lowSlope / (lowCurvature + PENALTY)
                    + rest * rest / (curvature - lowCurvature + PENALTY)
                    - whole;
            if (now > gain) {
              gain = now;
              feature = f;
              bin = b;
            }
          }
        }
      }
    }

    double value() {
      double slope = 0;
      double curvature = 0;
      for (int row : members) {
        slope += slopes[row];
        curvature += curvatures[row];
      }
      return -RATE * slope / (curvature + PENALTY);
    }
  }

  private void bin(int feature) {
    var sorted = rows.stream().mapToDouble(row -> row.dense()[feature]).sorted().toArray();
    var distinct = Arrays.stream(sorted).distinct().toArray();
    int cuts = Math.min(BINS, distinct.length) - 1;
    var found = new double[cuts];
    for (int i = 0; i < cuts; i++) {
      found[i] =
          distinct.length <= BINS
              ? (distinct[i] + distinct[i + 1]) / 2
              : sorted[(int) ((long) sorted.length * (i + 1) / BINS)];
    }
    edges[feature] = Arrays.stream(found).distinct().toArray();
    for (int row = 0; row < rows.size(); row++) {
      int at = Arrays.binarySearch(edges[feature], rows.get(row).dense()[feature]);
      bins[row * features + feature] = (byte) (at >= 0 ? at : -at - 1);
    }
  }

  /** The trees. */
  BoostedTrees fit() {
    var trees = new ArrayList<Node>();
    for (int i = 0; i < TREES; i++) {
      differentiate();
      trees.add(grow());
    }
    return new BoostedTrees(trees);
  }

  private void differentiate() {
    for (int row = 0; row < scores.length; row++) {
      double probability = 1 / (1 + StrictMath.exp(-scores[row]));
      double weight = rows.get(row).weight();
      slopes[row] = weight * (probability - (rows.get(row).positive() ? 1 : 0));
      curvatures[row] = weight * probability * (1 - probability);
    }
  }

  private Node grow() {
    var all = new int[rows.size()];
    Arrays.setAll(all, row -> row);
    var parts = new ArrayList<Part>();
    parts.add(new Part(all, histogram(all)));
    for (int leaves = 1; leaves < LEAVES; leaves++) {
      int best = -1;
      for (int i = 0; i < parts.size(); i++) {
        var part = parts.get(i);
        if (part.low < 0 && part.feature >= 0 && (best < 0 || part.gain > parts.get(best).gain)) {
          best = i;
        }
      }
      if (best < 0) {
        break;
      }
      divide(parts, parts.get(best));
    }
    return node(parts, 0);
  }

  private void divide(List<Part> parts, Part part) {
    var low = Arrays.stream(part.members).filter(row -> isLow(row, part)).toArray();
    var high = Arrays.stream(part.members).filter(row -> !isLow(row, part)).toArray();
    boolean lowIsSmall = low.length <= high.length;
    var small = histogram(lowIsSmall ? low : high);
    var large = part.sums.clone();
    for (int i = 0; i < large.length; i++) {
      large[i] -= small[i];
    }
    part.low = parts.size();
    part.high = parts.size() + 1;
    parts.add(new Part(low, lowIsSmall ? small : large));
    parts.add(new Part(high, lowIsSmall ? large : small));
  }

  private boolean isLow(int row, Part part) {
    return bins[row * features + part.feature] <= part.bin;
  }

  private Node node(List<Part> parts, int at) {
    var part = parts.get(at);
    if (part.low >= 0) {
      return new Split(
          part.feature,
          edges[part.feature][part.bin],
          node(parts, part.low),
          node(parts, part.high));
    }
    double value = part.value();
    for (int row : part.members) {
      scores[row] += value;
    }
    return new Leaf(value);
  }

  /** Slopes, curvatures and counts of some rows by feature and bin. */
  private double[] histogram(int[] members) {
    var sums = new double[3 * BINS * features];
    for (int row : members) {
      double slope = slopes[row];
      double curvature = curvatures[row];
      int from = row * features;
      for (int f = 0; f < features; f++) {
        int at = 3 * (f * BINS + bins[from + f]);
        sums[at] += slope;
        sums[at + 1] += curvature;
        sums[at + 2]++;
      }
    }
    return sums;
  }
}

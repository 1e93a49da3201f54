package dev.tutti.followup.classifier;

import dev.tutti.followup.classifier.BoostedTrees.Leaf;
import dev.tutti.followup.classifier.BoostedTrees.Node;
import dev.tutti.followup.classifier.BoostedTrees.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Gradient boosting of logistic loss with histograms of binned features; trees grow where a split
 * gains most (Friedman 2001, "Greedy Function Approximation"; Ke et al. 2017, "LightGBM"). Each
 * tree sees some of the features and some of the rows (Friedman 2002, "Stochastic Gradient
 * Boosting"), always the same ones, and all sums are taken in one order.
 */
final class TreeBoosting {
  private static final int BINS = 32;
  private static final int TREES = 400;
  private static final int LEAVES = 63;
  private static final int LEAST_ROWS = 20;
  private static final double RATE = .08;
  private static final double PENALTY = 10;
  private static final double FEATURES = .15;
  private static final double ROWS = .7;
  private static final int SEED = 1;
  private static final double LEAST_GAIN = 1e-6;

  private final List<LogisticRegression.Row> rows;
  private final int features;
  private final double[][] edges;
  private final byte[] bins;
  private final double[] slopes;
  private final double[] curvatures;
  private final double[] scores;
  private final Random draws = new Random(SEED); // its sequence is specified
  private int[] seen = {};

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
    final double value;
    int low = -1;
    int high = -1;

    Part(int[] members, double[] sums) {
      this.members = members;
      this.sums = sums;
      this.value = leafValue();
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
      for (int i = 0; i < seen.length; i++) {
        int f = seen[i];
        double lowSlope = 0;
        double lowCurvature = 0;
        int count = 0;
        for (int b = 0; b < edges[f].length; b++) {
          int at = 3 * (i * BINS + b);
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

    private double leafValue() {
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
      seen = drawn(features, FEATURES);
      trees.add(grow());
    }
    return new BoostedTrees(trees);
  }

  /** A share of the first whole numbers, ascending. */
  private int[] drawn(int all, double share) {
    var order = IntStream.range(0, all).toArray();
    int count = Math.max(1, (int) (all * share));
    for (int i = 0; i < count; i++) {
      int other = i + draws.nextInt(all - i);
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
    return Arrays.stream(order, 0, count).sorted().toArray();
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
    var members = drawn(rows.size(), ROWS);
    var parts = new ArrayList<Part>();
    parts.add(new Part(members, histogram(members)));
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
    for (int row = 0; row < scores.length; row++) {
      scores[row] += leaf(parts, row).value;
    }
    return node(parts, 0);
  }

  private Part leaf(List<Part> parts, int row) {
    var part = parts.getFirst();
    while (part.low >= 0) {
      part = parts.get(isLow(row, part) ? part.low : part.high);
    }
    return part;
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
    return new Leaf(part.value);
  }

  /** Slopes, curvatures and counts of some rows by feature and bin. */
  private double[] histogram(int[] members) {
    var sums = new double[3 * BINS * seen.length];
    for (int row : members) {
      double slope = slopes[row];
      double curvature = curvatures[row];
      int from = row * features;
      for (int i = 0; i < seen.length; i++) {
        int at = 3 * (i * BINS + bins[from + seen[i]]);
        sums[at] += slope;
        sums[at + 1] += curvature;
        sums[at + 2]++;
      }
    }
    return sums;
  }
}

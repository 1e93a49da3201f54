package dev.tutti.cooperation.vote.weight;

import java.util.List;

/**
 * Records of the members of a panel: how often each was right, and how often two were wrong
 * together. Shares of few outcomes are shrunk to those of the whole panel.
 *
 * @param answered by member
 * @param right by member
 * @param reliability probability that an answer is right, by member
 * @param alikeWhenWrong probability that two wrong answers are the same
 * @param errors correlation of errors by pairs of members, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
record MemberRecords(
    int[] answered,
    double[] right,
    double[] reliability,
    double alikeWhenWrong,
    double[][] errors) {
  /** Outcomes that what is known of the panel counts for. */
  private static final double SHRINKAGE = 10;

  private static final double PAIR_SHRINKAGE = 50;
  private static final double USUAL_RELIABILITY = .6;
  private static final double USUAL_ALIKE = .3;

  static MemberRecords of(List<PanelRow> rows, int members) {
    var answered = new int[members];
    var right = new double[members];
    var pairs = new long[members][members]; // both answered
    var both = new long[members][members]; // both wrong
    long wrongPairs = 0;
    long alike = 0;
    for (var row : rows) {
      var groups = groups(row, members);
      for (int m = 0; m < members; m++) {
        if (groups[m] >= 0) {
          answered[m]++;
          right[m] += groups[m] == row.right() ? 1 : 0;
          for (int other = 0; other < m; other++) {
            if (groups[other] >= 0) {
              pairs[m][other]++;
              boolean wrong = groups[m] != row.right() && groups[other] != row.right();
              both[m][other] += wrong ? 1 : 0;
              wrongPairs += wrong ? 1 : 0;
              alike += wrong && groups[m] == groups[other] ? 1 : 0;
            }
          }
        }
      }
    }
    double share = (alike + USUAL_ALIKE * PAIR_SHRINKAGE) / (wrongPairs + PAIR_SHRINKAGE);
    var reliability = reliability(answered, right);
    return new MemberRecords(answered, right, reliability, share, errors(pairs, both, reliability));
  }

  private static int[] groups(PanelRow row, int members) {
    var groups = new int[members];
    for (int m = 0; m < members; m++) {
      groups[m] = row.groupOf(m);
    }
    return groups;
  }

  private static double[] reliability(int[] answered, double[] right) {
    double all = 0;
    double of = 0;
    for (int m = 0; m < answered.length; m++) {
      all += right[m];
      of += answered[m];
    }
    double pool = (all + USUAL_RELIABILITY * SHRINKAGE) / (of + SHRINKAGE);
    var reliability = new double[answered.length];
    for (int m = 0; m < answered.length; m++) {
      reliability[m] = (right[m] + pool * SHRINKAGE) / (answered[m] + SHRINKAGE);
    }
    return reliability;
  }

  /** Correlations of being wrong, without those below zero. */
  private static double[][] errors(long[][] pairs, long[][] both, double[] reliability) {
    int members = reliability.length;
    var errors = new double[members][members];
    for (int m = 0; m < members; m++) {
      for (int other = 0; other < m; other++) {
        double first = 1 - reliability[m];
        double second = 1 - reliability[other];
        double spread = Math.sqrt(first * reliability[m] * second * reliability[other]);
        long n = pairs[m][other];
        double together = n == 0 ? first * second : (double) both[m][other] / n;
        double phi = spread == 0 ? 0 : (together - first * second) / spread;
        errors[m][other] = Math.clamp(phi, 0, 1) * n / (n + PAIR_SHRINKAGE);
        errors[other][m] = errors[m][other];
      }
    }
    return errors;
  }

  int members() {
    return answered.length;
  }

  /** Place of the most reliable member. */
  int best() {
    int best = 0;
    for (int m = 1; m < reliability.length; m++) {
      if (reliability[m] > reliability[best]) {
        best = m;
      }
    }
    return best;
  }

  /**
   * Weights by the logarithm of the odds that a member is right rather than with one wrong answer,
   * lower for members that err together with others.
   */
  double[] weights() {
    var weights = new double[members()];
    for (int m = 0; m < weights.length; m++) {
      double odds = reliability[m] / (1 - reliability[m]) / alikeWhenWrong;
      double together = 1;
      for (int other = 0; other < weights.length; other++) {
        together += other == m ? 0 : errors[m][other];
      }
      weights[m] = Math.max(PanelFit.LEAST_WEIGHT, Math.log(odds)) / together;
    }
    return weights;
  }
}

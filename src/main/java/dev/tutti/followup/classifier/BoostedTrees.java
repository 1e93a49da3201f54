package dev.tutti.followup.classifier;

import java.util.List;

/**
 * Sum of small decision trees over the features. They see what a weighted sum cannot: that a sign
 * means something else beside another one. Immutable.
 *
 * @param trees each of them adds the value of the leaf that a dialogue falls into
 */
record BoostedTrees(List<Node> trees) {
  /** No tree. */
  static final BoostedTrees NONE = new BoostedTrees(List.of());

  BoostedTrees {
    trees = List.copyOf(trees);
  }

  /** Part of a tree. */
  sealed interface Node {}

  /** Value where a tree ends. */
  record Leaf(double value) implements Node {}

  /**
   * Question of a tree.
   *
   * @param feature index of the feature that it asks for
   * @param threshold values up to it go to {@code low}
   */
  record Split(int feature, double threshold, Node low, Node high) implements Node {}

  /** The score of a dialogue: above 0 where it is likelier than not. */
  double score(double[] values) {
    double sum = 0;
    for (var tree : trees) {
      var node = tree;
      while (node instanceof Split(int feature, double threshold, Node low, Node high)) {
        node = values[feature] <= threshold ? low : high;
      }
      sum += ((Leaf) node).value;
    }
    return sum;
  }
}

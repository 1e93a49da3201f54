package dev.tutti.token;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Latest prompts of a model, with the tokens that were reported of them. What one of them has more
 * or less than its weights say, the next one like it has, too: most prompts of an application begin
 * with the same instructions and tools, and their words are odd in the same way.
 *
 * <p>It is kernel regression of what the weights leave over (Nadaraya and Watson, 1964), drawn
 * towards nothing where no prompt is near. Two are near where their features differ in few of their
 * tokens. Immutable.
 */
final class SimilarPrompts {
  /** No prompts. */
  static final SimilarPrompts NONE = new SimilarPrompts(List.of());

  private static final int MOST = 32;

  /** Tokens for each feature, see {@link PromptFeatures#vector}. */
  private static final double[] TOKENS = {0, 4, 1, 1, 1, 1, 20, 20, 10};

  /** Share of a prompt's tokens in which one may differ that is near. */
  private static final double NEAR = .05;

  private static final double LEAST_NEAR = 2;

  /** Weight of the belief that nothing is left over, beside 1 for the same prompt. */
  private static final double NOTHING = .3;

  /** Share of its tokens that a prompt is off at most, as of a report that leaves something out. */
  private static final double MOST_OFF = .3;

  /** Features of each, the oldest first, with its tokens behind them. */
  private final List<double[]> latest;

  private SimilarPrompts(List<double[]> latest) {
    this.latest = List.copyOf(latest);
  }

  /** The same with another prompt, in the place of the oldest where there are 32. */
  SimilarPrompts with(double[] features, long tokens) {
    var next =
        new ArrayList<>(latest.subList(Math.max(0, latest.size() - MOST + 1), latest.size()));
    var row = new double[TOKENS.length + 1];
    System.arraycopy(features, 0, row, 0, TOKENS.length);
    row[TOKENS.length] = tokens;
    next.add(row);
    return new SimilarPrompts(next);
  }

  /**
   * Tokens that a prompt has beside its estimate.
   *
   * @param estimate of a prompt, by its features
   */
  double beside(double[] features, ToDoubleFunction<double[]> estimate) {
    double weight = NOTHING;
    double sum = 0;
    for (var row : latest) {
      double size = distance(row, new double[TOKENS.length]);
      double near = Math.exp(-distance(features, row) / (NEAR * size + LEAST_NEAR));
      double most = MOST_OFF * size;
      double off = row[TOKENS.length] - estimate.applyAsDouble(row);
      sum += near * Math.clamp(off, -most, most);
      weight += near;
    }
    return sum / weight;
  }

  private static double distance(double[] left, double[] right) {
    double sum = 0;
    for (int at = 0; at < TOKENS.length; at++) {
      sum += TOKENS[at] * Math.abs(left[at] - right[at]);
    }
    return sum;
  }

  /** Adds all of it as numbers. */
  void write(ArrayNode json) {
    for (var row : latest) {
      for (double each : row) {
        json.add(each);
      }
    }
  }

  /** Whether so many numbers may be prompts. */
  static boolean isWritten(int numbers) {
    int row = TOKENS.length + 1;
    return numbers >= 0 && numbers % row == 0 && numbers / row <= MOST;
  }

  /** The prompts that were written from a place of a list on. */
  static SimilarPrompts read(JsonNode json, int from) {
    var latest = new ArrayList<double[]>();
    for (int at = from; at < json.size(); at += TOKENS.length + 1) {
      var row = new double[TOKENS.length + 1];
      for (int column = 0; column < row.length; column++) {
        row[column] = json.get(at + column).asDouble(0);
      }
      latest.add(row);
    }
    return new SimilarPrompts(latest);
  }
}

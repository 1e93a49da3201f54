package dev.tutti.token;

import dev.tutti.chat.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Weights by which the tokens of a model's prompts follow from their features, and how sure they
 * are. Immutable; each reported number of tokens gives better ones.
 *
 * <p>It is recursive least squares with a prior, which is Bayesian linear regression: the weights
 * of any model are where it begins, the prior says how far models differ, and the error of a prompt
 * is taken to be 3 % of its tokens. A report that is far off what is believed, such as of a
 * provider that does not count what it has cached, moves the weights no farther than three standard
 * deviations would. What the weights leave over is known of prompts that are much alike ({@link
 * SimilarPrompts}).
 */
public final class TokenWeights {
  /** Weights of any model. */
  public static final TokenWeights USUAL = usual();

  private static final int SIZE = 9;
  private static final int NUMBERS = 1 + SIZE + SIZE * SIZE;
  private static final double NOISE = .03;
  private static final double LEAST = 20;
  private static final double CLIP = 3;
  private static final int MESSAGE = 1;
  private static final int NARROW = 2;
  private static final int WIDE = 3;

  private final double[] weights;
  private final double[] covariance;
  private final long calls;
  private final SimilarPrompts similar;

  private TokenWeights(double[] weights, double[] covariance, long calls, SimilarPrompts similar) {
    this.weights = weights;
    this.covariance = covariance;
    this.calls = calls;
    this.similar = similar;
  }

  private static TokenWeights usual() {
    double[] prior = {0, 4, .92, 1, .9, .2, 20, 0, 10};
    double[] deviation = {80, 25, .1, .6, .8, .5, 120, 150, 20};
    var covariance = new double[SIZE * SIZE];
    for (int at = 0; at < SIZE; at++) {
      covariance[at * SIZE + at] = deviation[at] * deviation[at];
    }
    return new TokenWeights(prior, covariance, 0, SimilarPrompts.NONE);
  }

  /** How many reports it has learned from. */
  public long calls() {
    return calls;
  }

  /** The tokens of a prompt. */
  public long tokens(PromptFeatures prompt) {
    var features = prompt.vector();
    double beside = similar.beside(features, each -> dot(weights, each));
    return Math.max(0, Math.round(dot(weights, features) + beside));
  }

  /** The tokens that a message adds to a prompt, at least 1. */
  public long messageTokens(PromptFeatures message) {
    double tokens =
        Math.max(0, weights[MESSAGE])
            + weights[NARROW] * message.narrow()
            + weights[WIDE] * message.wide();
    return Math.max(1, Math.round(tokens));
  }

  /** Better weights, as a prompt is reported to have so many tokens. */
  public TokenWeights learn(PromptFeatures prompt, long tokens) {
    var features = prompt.vector();
    var spread = times(features);
    double noise = NOISE * Math.max((double) tokens, LEAST);
    double variance = noise * noise + dot(features, spread);
    double most = CLIP * Math.sqrt(variance);
    double error = Math.clamp(tokens - dot(weights, features), -most, most);
    var better = weights.clone();
    var surer = covariance.clone();
    for (int row = 0; row < SIZE; row++) {
      double gain = spread[row] / variance;
      better[row] += gain * error;
      for (int column = 0; column < SIZE; column++) {
        surer[row * SIZE + column] -= gain * spread[column];
      }
    }
    return new TokenWeights(better, surer, calls + 1, similar.with(features, tokens));
  }

  private double[] times(double[] features) {
    var product = new double[SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        product[row] += covariance[row * SIZE + column] * features[column];
      }
    }
    return product;
  }

  /** Of the first numbers of each. */
  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int at = 0; at < SIZE; at++) {
      sum += left[at] * right[at];
    }
    return sum;
  }

  /** All of it as numbers. */
  public ArrayNode json() {
    var json = Json.array().add(calls);
    for (double each : weights) {
      json.add(each);
    }
    for (double each : covariance) {
      json.add(each);
    }
    similar.write(json);
    return json;
  }

  /** The weights that were written; empty where these numbers are none. */
  public static Optional<TokenWeights> of(JsonNode json) {
    if (!SimilarPrompts.isWritten(json.size() - NUMBERS)) {
      return Optional.empty();
    }
    var weights = new double[SIZE];
    var covariance = new double[SIZE * SIZE];
    for (int at = 0; at < SIZE; at++) {
      weights[at] = json.get(1 + at).asDouble(0);
    }
    for (int at = 0; at < SIZE * SIZE; at++) {
      covariance[at] = json.get(1 + SIZE + at).asDouble(0);
    }
    var similar = SimilarPrompts.read(json, NUMBERS);
    return Optional.of(new TokenWeights(weights, covariance, json.get(0).asLong(0), similar));
  }
}

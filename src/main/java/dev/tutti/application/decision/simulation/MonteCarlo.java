package dev.tutti.application.decision.simulation;

import dev.tutti.application.decision.finance.FlowModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Simulation of net present values over uncertain inputs. Draws come in blocks of a fixed length,
 * each with a generator of its own, so that threads do not matter; inputs that several models use
 * have one value in a draw.
 *
 * @param seed what all draws follow from
 */
public record MonteCarlo(
    List<UncertainInput> inputs,
    List<InputCorrelation> correlations,
    RangeDistribution distribution,
    int draws,
    long seed) {
  /** Draws unless somebody says otherwise. */
  public static final int DRAWS = 10_000;

  private static final int BLOCK = 500;

  public MonteCarlo {
    inputs = List.copyOf(inputs);
    correlations = List.copyOf(correlations);
  }

  /** Net present values: for each model those of all draws, in their order. */
  public double[][] npvs(List<FlowModel> models) {
    double[][] npvs = new double[models.size()][draws];
    double[][] factors = models.stream().map(FlowModel::factors).toArray(double[][]::new);
    RandomVariates[] generators = generators();
    Values values = correlations.isEmpty() ? draw(generators) : ordered(generators);
    IntStream.range(0, generators.length)
        .parallel()
        .forEach(block -> fill(block, values, models, factors, npvs));
    return npvs;
  }

  /** Values of the inputs in a draw; within a block draws come in their order. */
  private interface Values {
    void read(int draw, double[] into);
  }

  private Values draw(RandomVariates[] generators) {
    return (draw, into) -> {
      RandomVariates random = generators[draw / BLOCK];
      for (int input = 0; input < into.length; input++) {
        into[input] = distribution.draw(inputs.get(input), random);
      }
    };
  }

  /** All draws, put into an order in which they are correlated. */
  private Values ordered(RandomVariates[] generators) {
    double[][] drawn = new double[inputs.size()][draws];
    Values plain = draw(generators);
    IntStream.range(0, generators.length)
        .parallel()
        .forEach(
            block -> {
              double[] values = new double[inputs.size()];
              for (int draw = block * BLOCK; draw < end(block); draw++) {
                plain.read(draw, values);
                for (int input = 0; input < values.length; input++) {
                  drawn[input][draw] = values[input];
                }
              }
            });
    RankCorrelation.of(correlations).order(drawn, generators[0]);
    return (draw, into) -> {
      for (int input = 0; input < into.length; input++) {
        into[input] = drawn[input][draw];
      }
    };
  }

  private int end(int block) {
    return Math.min(draws, (block + 1) * BLOCK);
  }

  /** Generators of the blocks, split off one after the other, so that none repeats another. */
  private RandomVariates[] generators() {
    SplittableRandom root = new SplittableRandom(seed);
    RandomVariates[] generators = new RandomVariates[(draws + BLOCK - 1) / BLOCK];
    for (int block = 0; block < generators.length; block++) {
      generators[block] = new RandomVariates(root.split());
    }
    return generators;
  }

  private void fill(
      int block, Values of, List<FlowModel> models, double[][] factors, double[][] npvs) {
    double[] values = new double[inputs.size()];
    for (int draw = block * BLOCK; draw < end(block); draw++) {
      of.read(draw, values);
      for (int model = 0; model < npvs.length; model++) {
        npvs[model][draw] = models.get(model).npv(values, factors[model]);
      }
    }
  }

  /** Share of the draws in which each model is best; equal ones share a draw. */
  public static double[] firsts(double[][] npvs) {
    double[] firsts = new double[npvs.length];
    int draws = npvs.length == 0 ? 0 : npvs[0].length;
    for (int draw = 0; draw < draws; draw++) {
      double best = Double.NEGATIVE_INFINITY;
      int equal = 0;
      for (double[] model : npvs) {
        equal = model[draw] > best ? 1 : model[draw] == best ? equal + 1 : equal;
        best = Math.max(best, model[draw]);
      }
      for (int model = 0; model < npvs.length; model++) {
        firsts[model] += npvs[model][draw] == best ? 1.0 / equal : 0;
      }
    }
    return Arrays.stream(firsts).map(first -> first / draws).toArray();
  }
}

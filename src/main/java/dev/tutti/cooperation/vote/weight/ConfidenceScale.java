package dev.tutti.cooperation.vote.weight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Calibration: how often winners of a raw confidence were right. Outcomes are put in bins of equal
 * number, shares of few are shrunk to the raw confidence, and neighbours that fall are pooled, so
 * that more confidence never means less (isotonic regression); between bins it is linear.
 *
 * @param raw centres of the bins, rising
 * @param shares how often they were right, not falling
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record ConfidenceScale(double[] raw, double[] shares) {
  /** Scale that changes nothing. */
  static final ConfidenceScale PLAIN = new ConfidenceScale(new double[0], new double[0]);

  private static final int MOST_BINS = 16;
  private static final int FEWEST = 20;
  private static final double SHRINKAGE = 6;

  /**
   * Winner whose outcome is known.
   *
   * @param raw confidence before any calibration
   */
  public record Sample(double raw, boolean right) {}

  /** Neighbouring bins that were pooled. */
  private record Block(double raw, double right, double number) {
    double share() {
      return (right + SHRINKAGE * raw / number) / (number + SHRINKAGE);
    }

    Block with(Block other) {
      return new Block(raw + other.raw, right + other.right, number + other.number);
    }
  }

  /** Scale of what was seen; a plain one where that is too little. */
  public static ConfidenceScale of(List<Sample> samples) {
    int bins = Math.min(MOST_BINS, samples.size() / FEWEST);
    if (bins < 2) {
      return PLAIN;
    }
    var sorted = samples.stream().sorted(Comparator.comparingDouble(Sample::raw)).toList();
    var blocks = new ArrayList<Block>();
    for (int bin = 0; bin < bins; bin++) {
      int from = (int) ((long) sorted.size() * bin / bins);
      int to = (int) ((long) sorted.size() * (bin + 1) / bins);
      var block = block(sorted.subList(from, to));
      while (!blocks.isEmpty() && blocks.getLast().share() >= block.share()) {
        block = blocks.removeLast().with(block);
      }
      blocks.add(block);
    }
    return new ConfidenceScale(
        blocks.stream().mapToDouble(each -> each.raw() / each.number()).toArray(),
        blocks.stream().mapToDouble(Block::share).toArray());
  }

  private static Block block(List<Sample> samples) {
    return new Block(
        samples.stream().mapToDouble(Sample::raw).sum(),
        samples.stream().filter(Sample::right).count(),
        samples.size());
  }

  /** Whether it changes nothing. */
  public boolean isPlain() {
    return raw.length == 0;
  }

  /** Calibrated confidence. */
  public double of(double confidence) {
    if (isPlain()) {
      return confidence;
    }
    int place = Arrays.binarySearch(raw, confidence);
    int next = place >= 0 ? place : -place - 1;
    if (next == 0) {
      return shares[0] * (raw[0] == 0 ? 1 : confidence / raw[0]);
    }
    if (next == raw.length) {
      return shares[raw.length - 1];
    }
    double part = (confidence - raw[next - 1]) / (raw[next] - raw[next - 1]);
    return shares[next - 1] + part * (shares[next] - shares[next - 1]);
  }
}

package dev.tutti.cooperation.vote.weight;

import java.util.List;
import java.util.stream.IntStream;

/** Weights by each half of some outcomes, for use on the other half. */
public final class CrossWeights {
  private final List<WeightSource> halves;
  private final WeightSource all;

  /** Learns from each half of some outcomes. */
  public CrossWeights(List<OutcomeRow> rows) {
    this.halves = IntStream.range(0, 2).mapToObj(half -> half(rows, half)).toList();
    this.all = new LearnedPanels(() -> rows);
  }

  private static WeightSource half(List<OutcomeRow> rows, int half) {
    var of =
        IntStream.range(0, rows.size())
            .filter(each -> each % 2 == half)
            .mapToObj(rows::get)
            .toList();
    return new LearnedPanels(() -> of);
  }

  /** What the half teaches in which a row is not. */
  public WeightSource without(int row) {
    return halves.get(1 - row % 2);
  }

  /** What all rows teach. */
  public WeightSource all() {
    return all;
  }
}

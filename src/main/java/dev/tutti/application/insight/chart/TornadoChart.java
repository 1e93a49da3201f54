package dev.tutti.application.insight.chart;

import java.util.List;

/**
 * Chart of swings around a base: for each name the value where its input is lower, and where it is
 * higher.
 *
 * @param names the widest swing first
 * @param low values where inputs are lower
 * @param high values where inputs are higher
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record TornadoChart(
    ChartText text, List<String> names, double base, double[] low, double[] high) {

  public TornadoChart {
    names = List.copyOf(names);
  }

  /** The chart as SVG. */
  public String svg() {
    double least = base;
    double most = base;
    for (int i = 0; i < low.length; i++) {
      least = Math.min(least, Math.min(low[i], high[i]));
      most = Math.max(most, Math.max(low[i], high[i]));
    }
    var frame = new RowFrame(text, AxisTicks.of(least, most), names);
    for (int i = 0; i < low.length; i++) {
      frame.bar("tc-f1", i, base, low[i], 18);
      frame.bar("tc-f0", i, base, high[i], 18);
    }
    frame.mark(base);
    return frame.drawing().finished();
  }
}

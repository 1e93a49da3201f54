package dev.tutti.application.insight.chart;

import java.util.List;

/**
 * Chart of ranges in which values lie, a row for each name.
 *
 * @param ranges of each name: a low end, a lower and an upper quarter, a high end, and the middle
 */
public record IntervalChart(ChartText text, List<String> names, List<Range> ranges) {

  public IntervalChart {
    names = List.copyOf(names);
    ranges = List.copyOf(ranges);
  }

  /** Range of a value. */
  public record Range(double low, double lower, double middle, double upper, double high) {}

  /** The chart as SVG. */
  public String svg() {
    double least = 0;
    double most = 0;
    for (Range each : ranges) {
      least = Math.min(least, each.low);
      most = Math.max(most, each.high);
    }
    var frame = new RowFrame(text, AxisTicks.of(least, most), names);
    for (int i = 0; i < ranges.size(); i++) {
      Range each = ranges.get(i);
      frame.bar("tc-wide", i, each.low, each.high, 20);
      frame.bar("tc-narrow", i, each.lower, each.upper, 20);
      double x = frame.x(each.middle);
      frame.drawing().line("tc-s0 tc-line", x, frame.middle(i) - 12, x, frame.middle(i) + 12);
    }
    frame.mark(0);
    return frame.drawing().finished();
  }
}

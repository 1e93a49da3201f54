package dev.tutti.application.insight.chart;

import java.util.Arrays;
import java.util.List;

/** Chart of bars from zero, with their values above them where there is room for all. */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record BarChart(ChartText text, List<String> labels, double[] values) {
  private static final int VALUE = 13;

  public BarChart {
    labels = List.copyOf(labels);
  }

  /** The chart as SVG. */
  public String svg() {
    double least = 0;
    double most = 0;
    for (double each : values) {
      least = Math.min(least, each);
      most = Math.max(most, each);
    }
    var frame = new ChartFrame(text, AxisTicks.of(least, most));
    int count = Math.max(1, values.length);
    double width = frame.innerWidth() / count;
    double thick = Math.min(72, width * 0.62);
    boolean fit = Arrays.stream(values).allMatch(each -> valueWidth(each) <= width - 4);
    double[] shares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      shares[i] = (i + 0.5) / count;
      double x = frame.x(shares[i]) - thick / 2;
      double top = frame.y(Math.max(0, values[i]));
      double bottom = frame.y(Math.min(0, values[i]));
      frame.drawing().rectangle("tc-f0", x, top, thick, Math.max(0.5, bottom - top));
      if (fit) {
        String value = AxisTicks.value(values[i]);
        frame.drawing().text("tc-text", frame.x(shares[i]), top - 6, "middle", value);
      }
    }
    frame.labels(labels, shares);
    return frame.drawing().finished();
  }

  private static double valueWidth(double value) {
    return SvgDrawing.width(AxisTicks.value(value), VALUE);
  }
}

package dev.tutti.application.insight.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Chart of two series against each other, with the line of least squares.
 *
 * @param ends values of the line at the least and the largest x; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record ScatterChart(ChartText text, String caption, double[] x, double[] y, double[] ends) {
  private static final int MOST = 2_000;

  /** The chart as SVG. */
  public String svg() {
    var across = AxisTicks.of(least(x), most(x));
    var frame = new ChartFrame(text, AxisTicks.of(least(y), most(y)));
    List<String> labels = new ArrayList<>();
    List<Double> places = across.places();
    double[] shares = new double[places.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = across.share(places.get(i));
      labels.add(AxisTicks.label(places.get(i)));
    }
    frame.labels(labels, shares);
    double left = across.share(least(x));
    double right = across.share(most(x));
    int every = Math.max(1, (int) Math.ceil((double) x.length / MOST));
    for (int i = 0; i < x.length; i += every) {
      frame.drawing().circle("tc-f0", frame.x(across.share(x[i])), frame.y(y[i]), 4);
    }
    if (ends.length == 2) {
      frame
          .drawing()
          .line("tc-thin tc-s1", frame.x(left), frame.y(ends[0]), frame.x(right), frame.y(ends[1]));
    }
    frame.caption(caption);
    return frame.drawing().finished();
  }

  private static double least(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double each : values) {
      least = Math.min(least, each);
    }
    return least;
  }

  private static double most(double[] values) {
    double most = Double.NEGATIVE_INFINITY;
    for (double each : values) {
      most = Math.max(most, each);
    }
    return most;
  }
}

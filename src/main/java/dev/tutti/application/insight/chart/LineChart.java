package dev.tutti.application.insight.chart;

import dev.tutti.application.insight.chart.ChartFrame.LegendEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Chart of a series over its periods, with the straight line through it and the values to come in
 * their bands.
 *
 * @param labels of the periods, those to come too
 * @param values known ones; NaN where one is missing
 * @param line fitted values of all periods; empty where there is no line
 * @param coming values to come
 * @param wide lower and upper ends of the wide band
 * @param narrow lower and upper ends of the narrow band
 * @param marked places of values that are outliers
 * @param names of values, line, values to come, wide and narrow band, outliers
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record LineChart(
    ChartText text,
    List<String> labels,
    double[] values,
    double[] line,
    double[] coming,
    double[][] wide,
    double[][] narrow,
    List<Integer> marked,
    List<String> names) {
  private static final int MOST_POINTS = 600;
  private static final int MOST_DOTS = 60;

  public LineChart {
    labels = List.copyOf(labels);
    marked = List.copyOf(marked);
    names = List.copyOf(names);
  }

  /** The chart as SVG. */
  public String svg() {
    var frame = new ChartFrame(text, ticks());
    bands(frame);
    if (line.length > 1) {
      int last = line.length - 1;
      frame
          .drawing()
          .line(
              "tc-thin tc-s1", x(frame, 0), frame.y(line[0]), x(frame, last), frame.y(line[last]));
    }
    known(frame);
    if (coming.length > 0) {
      double[] points = new double[2 * coming.length + 2];
      points[0] = x(frame, values.length - 1);
      points[1] = frame.y(values[values.length - 1]);
      for (int i = 0; i < coming.length; i++) {
        points[2 * i + 2] = x(frame, values.length + i);
        points[2 * i + 3] = frame.y(coming[i]);
        frame.drawing().circle("tc-f0", points[2 * i + 2], points[2 * i + 3], 3);
      }
      frame.drawing().path("tc-line tc-s0 tc-dash", points, false);
    }
    for (int each : marked) {
      frame.drawing().circle(ChartFrame.MARK, x(frame, each), frame.y(values[each]), 7);
    }
    double[] shares = new double[labels.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = share(i);
    }
    frame.labels(labels, shares);
    frame.legend(legend());
    return frame.drawing().finished();
  }

  private AxisTicks ticks() {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] each : new double[][] {values, coming, wide[0], wide[1], line}) {
      for (double value : each) {
        least = Double.isNaN(value) ? least : Math.min(least, value);
        most = Double.isNaN(value) ? most : Math.max(most, value);
      }
    }
    return AxisTicks.of(least > 0 && least < most * 0.5 ? 0 : least, most);
  }

  private double share(int place) {
    return labels.size() < 2 ? 0.5 : 0.015 + 0.97 * place / (labels.size() - 1);
  }

  private double x(ChartFrame frame, int place) {
    return frame.x(share(place));
  }

  private void bands(ChartFrame frame) {
    band(frame, "tc-wide", wide);
    band(frame, "tc-narrow", narrow);
  }

  private void band(ChartFrame frame, String style, double[][] ends) {
    int count = ends[0].length;
    if (count == 0) {
      return;
    }
    double[] points = new double[4 * count + 2];
    int at = 0;
    points[at++] = x(frame, values.length - 1);
    points[at++] = frame.y(values[values.length - 1]);
    for (int i = 0; i < count; i++) {
      points[at++] = x(frame, values.length + i);
      points[at++] = frame.y(ends[1][i]);
    }
    for (int i = count - 1; i >= 0; i--) {
      points[at++] = x(frame, values.length + i);
      points[at++] = frame.y(ends[0][i]);
    }
    frame.drawing().path(style, points, true);
  }

  /** The known values: of many, the least and the most of each piece. */
  private void known(ChartFrame frame) {
    List<Integer> shown = shown();
    List<Double> points = new ArrayList<>();
    for (int each : shown) {
      if (Double.isNaN(values[each])) {
        path(frame, points);
        points.clear();
      } else {
        points.add(x(frame, each));
        points.add(frame.y(values[each]));
        if (values.length <= MOST_DOTS) {
          frame.drawing().circle("tc-f0", x(frame, each), frame.y(values[each]), 3);
        }
      }
    }
    path(frame, points);
  }

  private static void path(ChartFrame frame, List<Double> points) {
    if (points.size() > 2) {
      double[] all = points.stream().mapToDouble(Double::doubleValue).toArray();
      frame.drawing().path("tc-line tc-s0", all, false);
    }
  }

  private List<Integer> shown() {
    List<Integer> shown = new ArrayList<>();
    int width = Math.max(1, (int) Math.ceil(2.0 * values.length / MOST_POINTS));
    for (int from = 0; from < values.length; from += width) {
      int to = Math.min(values.length, from + width);
      int least = from;
      int most = from;
      for (int i = from; i < to; i++) {
        least = values[i] < values[least] ? i : least;
        most = values[i] > values[most] ? i : most;
      }
      shown.add(Math.min(least, most));
      if (least != most) {
        shown.add(Math.max(least, most));
      }
    }
    return shown;
  }

  private List<LegendEntry> legend() {
    List<LegendEntry> entries = new ArrayList<>();
    entries.add(new LegendEntry(names.get(0), "tc-line tc-s0", false));
    if (line.length > 1) {
      entries.add(new LegendEntry(names.get(1), "tc-thin tc-s1", false));
    }
    if (coming.length > 0) {
      entries.add(new LegendEntry(names.get(2), "tc-line tc-s0 tc-dash", false));
      entries.add(new LegendEntry(names.get(3), "tc-wide", true));
      entries.add(new LegendEntry(names.get(4), "tc-narrow", true));
    }
    if (!marked.isEmpty()) {
      entries.add(new LegendEntry(names.get(5), ChartFrame.MARK, false));
    }
    return entries;
  }
}

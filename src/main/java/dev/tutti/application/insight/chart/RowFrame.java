package dev.tutti.application.insight.chart;

import java.util.List;

/** Area of a chart whose rows have names on the left and whose values run along. For one thread. */
final class RowFrame {
  private static final double LEFT = 200;
  private static final double RIGHT = 40;
  private static final double TOP = 64;
  private static final double BOTTOM = 48;
  private static final double ROW = 34;
  private static final int LABEL = 12;

  private final SvgDrawing drawing;
  private final AxisTicks ticks;
  private final double bottom;

  RowFrame(ChartText text, AxisTicks ticks, List<String> names) {
    this.ticks = ticks;
    this.bottom = TOP + ROW * names.size();
    this.drawing =
        new SvgDrawing(
            ChartFrame.WIDTH, (int) Math.round(bottom + BOTTOM), text.title(), text.description());
    drawing.text(
        "tc-title",
        20,
        28,
        "start",
        ChartFrame.shortened(text.title(), ChartFrame.WIDTH - 40.0, 16));
    numbers(ticks.places());
    if (!text.unit().isEmpty()) {
      drawing.text(
          "tc-soft",
          ChartFrame.WIDTH - RIGHT,
          bottom + 38,
          "end",
          ChartFrame.shortened(text.unit(), LEFT, LABEL));
    }
    for (int i = 0; i < names.size(); i++) {
      String name = ChartFrame.shortened(names.get(i), LEFT - 34, LABEL);
      drawing.text("tc-soft", LEFT - 12, middle(i) + 4, "end", name);
    }
  }

  private void numbers(List<Double> places) {
    var labels =
        AxisLabels.of(
            places.stream().map(AxisTicks::label).toList(),
            (ChartFrame.WIDTH - LEFT - RIGHT) / Math.max(1, places.size() - 1));
    for (int i = 0; i < places.size(); i++) {
      double x = x(places.get(i));
      drawing.line("tc-grid", x, TOP, x, bottom);
      if (labels.isShown(i)) {
        drawing.text("tc-soft", labels.middle(i, x), bottom + 18, "middle", labels.texts().get(i));
      }
    }
  }

  SvgDrawing drawing() {
    return drawing;
  }

  double x(double value) {
    return LEFT + ticks.share(value) * (ChartFrame.WIDTH - LEFT - RIGHT);
  }

  double middle(int row) {
    return TOP + ROW * (row + 0.5);
  }

  /** Bar of a row from one value to another. */
  void bar(String style, int row, double from, double to, double height) {
    double left = Math.min(x(from), x(to));
    double width = Math.max(1, Math.abs(x(to) - x(from)));
    drawing.rectangle(style, left, middle(row) - height / 2, width, height);
  }

  /** Line across all rows. */
  void mark(double value) {
    drawing.line("tc-axis", x(value), TOP, x(value), bottom);
  }
}

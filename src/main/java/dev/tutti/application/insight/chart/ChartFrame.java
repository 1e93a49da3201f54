package dev.tutti.application.insight.chart;

import java.util.List;

/** Area of a chart with its title, its axes and its legend. For one thread. */
final class ChartFrame {
  static final int WIDTH = 760;
  static final int HEIGHT = 420;
  private static final double LEAST_LEFT = 76;
  private static final double RIGHT = 24;
  private static final double TOP = 96;
  private static final double BOTTOM = 52;
  private static final int LABEL = AxisLabels.SIZE;

  /** Style of circles around values. */
  static final String MARK = "tc-mark";

  private final SvgDrawing drawing;
  private final AxisTicks ticks;

  /** Room for the numbers of the axis, however long they are. */
  private final double left;

  ChartFrame(ChartText text, AxisTicks ticks) {
    this.drawing = new SvgDrawing(WIDTH, HEIGHT, text.title(), text.description());
    this.ticks = ticks;
    List<String> numbers = ticks.places().stream().map(AxisTicks::label).toList();
    this.left = Math.max(LEAST_LEFT, AxisLabels.widest(numbers) + 16);
    drawing.text("tc-title", 20, 28, "start", shortened(text.title(), WIDTH - 40, 16));
    if (!text.unit().isEmpty()) {
      drawing.text("tc-soft", left - 8, TOP - 12, "end", shortened(text.unit(), left - 12, LABEL));
    }
    for (double each : ticks.places()) {
      drawing.line("tc-grid", left, y(each), WIDTH - RIGHT, y(each));
      drawing.text("tc-soft", left - 8, y(each) + 4, "end", AxisTicks.label(each));
    }
    drawing.line("tc-axis", left, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
  }

  SvgDrawing drawing() {
    return drawing;
  }

  /** Place of a share of the width. */
  double x(double share) {
    return left + share * innerWidth();
  }

  double y(double value) {
    return HEIGHT - BOTTOM - ticks.share(value) * (HEIGHT - TOP - BOTTOM);
  }

  double innerWidth() {
    return WIDTH - left - RIGHT;
  }

  double bottom() {
    return HEIGHT - BOTTOM;
  }

  double top() {
    return TOP;
  }

  /** Labels below, as many as there is room for. */
  void labels(List<String> labels, double[] shares) {
    int count = labels.size();
    double distance =
        count < 2 ? innerWidth() : (shares[count - 1] - shares[0]) * innerWidth() / (count - 1);
    var shown = AxisLabels.of(labels, distance);
    for (int i = 0; i < count; i++) {
      if (shown.isShown(i)) {
        double x = x(shares[i]);
        drawing.line("tc-axis", x, bottom(), x, bottom() + 4);
        drawing.text("tc-soft", shown.middle(i, x), bottom() + 20, "middle", shown.texts().get(i));
      }
    }
  }

  /** Legend in a line below the title: names with the styles of their strokes. */
  void legend(List<LegendEntry> entries) {
    double at = 20;
    for (LegendEntry each : entries) {
      String name = shortened(each.name(), 220, LABEL);
      double width = SvgDrawing.width(name, LABEL) + 46;
      if (at + width > WIDTH - 10) {
        return;
      }
      if (each.area()) {
        drawing.rectangle("tc-wide", at, 42, 20, 11);
        if (!each.style().equals("tc-wide")) {
          drawing.rectangle(each.style(), at, 42, 20, 11);
        }
      } else if (each.style().equals(MARK)) {
        drawing.circle(MARK, at + 10, 48, 5);
      } else {
        drawing.line(each.style(), at, 48, at + 20, 48);
      }
      drawing.text("tc-soft", at + 26, 52, "start", name);
      at += width;
    }
  }

  /** Caption below the labels. */
  void caption(String text) {
    drawing.text("tc-soft", x(0.5), HEIGHT - 12, "middle", shortened(text, innerWidth(), LABEL));
  }

  static String shortened(String text, double room, int size) {
    if (SvgDrawing.width(text, size) <= room) {
      return text;
    }
    int end = text.length();
    while (end > 1 && SvgDrawing.width(text.substring(0, end) + "…", size) > room) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }

  /**
   * Entry of a legend.
   *
   * @param area whether it stands for an area, else for a line
   */
  record LegendEntry(String name, String style, boolean area) {}
}

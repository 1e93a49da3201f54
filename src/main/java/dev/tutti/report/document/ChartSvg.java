package dev.tutti.report.document;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chart as SVG: colours are classes of the page's style, and nothing in it is a style itself. */
final class ChartSvg {
  /** How many series have a colour of their own. */
  static final int COLOURS = 8;

  private static final int WIDTH = 720;
  private static final int HEIGHT = 220;
  private static final int LEFT = 64;
  private static final int RIGHT = 12;
  private static final int TOP = 10;
  private static final int BOTTOM = 24;
  private static final int NAMES = 5;

  private final Chart chart;
  private final ReportLabels labels;
  private final ZoneId zone;
  private final String title;
  private final Axis axis;
  private final StringBuilder out = new StringBuilder();

  ChartSvg(Chart chart, ReportLabels labels, ZoneId zone, String title) {
    this.chart = chart;
    this.labels = labels;
    this.zone = zone;
    this.title = title;
    this.axis = Axis.of(chart.unit(), greatest(chart));
  }

  void appendTo(StringBuilder page) {
    out.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, StrangeText.html(title)));
    marks();
    names();
    if (chart.form() == Chart.Form.LINES) {
      for (int i = 0; i < chart.lines().size(); i++) {
        line(i);
      }
    } else {
      columns();
    }
    page.append(out).append("</svg>\n");
  }

  private static double greatest(Chart chart) {
    if (chart.form() == Chart.Form.LINES) {
      return chart.lines().stream()
          .flatMap(line -> line.values().stream())
          .flatMap(Optional::stream)
          .mapToDouble(BigDecimal::doubleValue)
          .max()
          .orElse(0);
    }
    var sums = new double[chart.positions().size()];
    for (var line : chart.lines()) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += height(line.values(), i);
      }
    }
    return Arrays.stream(sums).max().orElse(0);
  }

  private static double height(List<Optional<BigDecimal>> values, int at) {
    return values.get(at).map(BigDecimal::doubleValue).filter(value -> value > 0).orElse(0.0);
  }

  private void marks() {
    for (int i = 0; i <= axis.steps(); i++) {
      var value = axis.mark(i);
      var y = number(y(value.doubleValue()));
      out.append(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
              .formatted(LEFT, WIDTH - RIGHT, y, y));
      out.append(
          "<text class=\"axis\" x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%s</text>\n"
              .formatted(
                  LEFT - 6,
                  y,
                  StrangeText.html(NumberText.mark(chart.unit(), value, axis.step()))));
    }
  }

  /** Names of some positions under the axis. */
  private void names() {
    int count = chart.positions().size();
    int step = Math.max(1, (count + NAMES - 1) / NAMES);
    for (int i = 0; i < count; i += step) {
      var name = labels.shown(chart.positions().get(i), zone, StrangeText::visible);
      out.append(
          "<text class=\"axis\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
              .formatted(number(x(i)), HEIGHT - 6, StrangeText.html(name)));
    }
  }

  private double width() {
    return (double) (WIDTH - LEFT - RIGHT) / Math.max(1, chart.positions().size());
  }

  private double x(int position) {
    return LEFT + (position + 0.5) * width();
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - Math.clamp(value / axis.top(), 0, 1) * (HEIGHT - TOP - BOTTOM);
  }

  /** The parts of a line between its gaps; what is not complete is dashed. */
  private void line(int index) {
    var values = chart.lines().get(index).values();
    for (int from = 0; from < values.size(); from++) {
      int to = from;
      while (to < values.size() && values.get(to).isPresent()) {
        to++;
      }
      if (to > from) {
        int whole = Math.clamp(chart.complete(), from, to);
        stroke(index, from, whole, "line");
        stroke(index, Math.max(from, whole - 1), to, "line growing");
        from = to;
      }
    }
  }

  private void stroke(int index, int from, int to, String style) {
    var values = chart.lines().get(index).values();
    var colour = index % COLOURS;
    if (to - from == 1 && (to <= chart.complete() || from >= chart.complete())) {
      out.append(
          "<circle class=\"dot s%d\" cx=\"%s\" cy=\"%s\" r=\"2\"/>\n"
              .formatted(colour, number(x(from)), number(y(height(values, from)))));
    } else if (to - from > 1) {
      var points = new StringBuilder();
      for (int i = from; i < to; i++) {
        points.append(i == from ? "" : " ").append(number(x(i))).append(',');
        points.append(number(y(height(values, i))));
      }
      out.append("<polyline class=\"%s s%d\" points=\"%s\"/>\n".formatted(style, colour, points));
    }
  }

  private void columns() {
    var floors = new double[chart.positions().size()];
    for (int index = 0; index < chart.lines().size(); index++) {
      var values = chart.lines().get(index).values();
      for (int i = 0; i < floors.length; i++) {
        double height = height(values, i);
        if (height > 0) {
          column(index, i, floors[i], floors[i] + height);
          floors[i] += height;
        }
      }
    }
  }

  private void column(int index, int position, double from, double to) {
    var style = position < chart.complete() ? "column" : "column growing";
    out.append(
        "<rect class=\"%s s%d\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
            .formatted(
                style,
                index % COLOURS,
                number(x(position) - width() * 0.4),
                number(y(to)),
                number(width() * 0.8),
                number(y(from) - y(to))));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}

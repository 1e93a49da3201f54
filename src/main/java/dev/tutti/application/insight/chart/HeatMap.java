package dev.tutti.application.insight.chart;

import java.util.List;

/**
 * Table whose cells are the darker the further their values are from zero, or from the least one
 * where none is negative; negative ones have another color. A cell without a value stays empty.
 *
 * @param values by rows and columns; NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record HeatMap(ChartText text, List<String> rows, List<String> columns, double[][] values) {
  private static final double LEFT = 150;
  private static final double RIGHT = 24;
  private static final double TOP = 72;
  private static final double ROW = 30;
  private static final double MOST_WIDTH = 110;
  private static final double LEAST_SHADE = 0.06;

  /** Darkest shade on which texts are still read easily. */
  private static final double MOST_SHADE = 0.55;

  private static final int LABEL = AxisLabels.SIZE;

  public HeatMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
  }

  /** The chart as SVG. */
  public String svg() {
    Shades shades = shades();
    double width =
        Math.min(MOST_WIDTH, (ChartFrame.WIDTH - LEFT - RIGHT) / Math.max(1, columns.size()));
    int height = (int) Math.round(TOP + ROW * rows.size() + 24);
    var drawing = new SvgDrawing(ChartFrame.WIDTH, height, text.title(), text.description());
    String title = text.unit().isEmpty() ? text.title() : text.title() + " (" + text.unit() + ")";
    drawing.text(
        "tc-title", 20, 28, "start", ChartFrame.shortened(title, ChartFrame.WIDTH - 40.0, 16));
    var names = AxisLabels.of(columns, width);
    for (int column = 0; column < columns.size(); column++) {
      if (names.isShown(column)) {
        double middle = names.middle(column, LEFT + width * (column + 0.5));
        drawing.text("tc-soft", middle, TOP - 8, "middle", names.texts().get(column));
      }
    }
    for (int row = 0; row < rows.size(); row++) {
      drawing.text(
          "tc-soft",
          LEFT - 8,
          TOP + ROW * row + 19,
          "end",
          ChartFrame.shortened(rows.get(row), LEFT - 16, LABEL));
      for (int column = 0; column < columns.size(); column++) {
        cell(drawing, row, column, width, shades);
      }
    }
    return drawing.finished();
  }

  private void cell(SvgDrawing drawing, int row, int column, double width, Shades shades) {
    double value = values[row][column];
    if (Double.isNaN(value)) {
      return;
    }
    double x = LEFT + width * column;
    double y = TOP + ROW * row;
    drawing.shade(
        value < 0 ? "tc-h1" : "tc-h0", x + 1, y + 1, width - 2, ROW - 2, shades.of(value));
    String label = AxisTicks.value(value);
    if (SvgDrawing.width(label, LABEL) < width - 6) {
      drawing.text("tc-text", x + width / 2, y + 19, "middle", label);
    }
  }

  /** Values that have the lightest and the darkest shade. */
  private record Shades(double lightest, double darkest) {
    double of(double value) {
      double share = darkest > lightest ? (Math.abs(value) - lightest) / (darkest - lightest) : 1;
      return LEAST_SHADE + Math.max(0, share) * (MOST_SHADE - LEAST_SHADE);
    }
  }

  private Shades shades() {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (double[] row : values) {
      for (double each : row) {
        least = Double.isNaN(each) ? least : Math.min(least, each);
        most = Double.isNaN(each) ? most : Math.max(most, Math.abs(each));
      }
    }
    return new Shades(Math.max(0, least), most);
  }
}

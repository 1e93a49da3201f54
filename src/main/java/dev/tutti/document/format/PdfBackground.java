package dev.tutti.document.format;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;

/**
 * Areas that a page has painted so far, so that white letters in the dark head of a table are told
 * from white ones on paper. An area counts as dark only when it is a rectangle that covers what is
 * below it; a light one of any shape covers. Confined to one page.
 */
final class PdfBackground {
  /** Colour of paper. */
  static final int WHITE = 0xffffff;

  private static final int MOST = 5_000;
  private static final float COVERING = 0.5f;

  private final List<PaintedArea> painted = new ArrayList<>();
  private final List<Rectangle2D> open = new ArrayList<>();
  private boolean shaped;

  private record PaintedArea(Rectangle2D place, int colour) {}

  /** Takes note of an operator of the page's content. */
  void operator(String name, List<COSBase> operands, PDGraphicsState state) {
    switch (name) {
      case "re" -> rectangle(operands, state);
      case "m", "l", "c", "v", "y" -> shape(operands, state);
      case "f", "F", "f*", "B", "B*", "b", "b*" -> paint(state);
      case "S", "s", "n" -> end();
      default -> {}
    }
  }

  private void rectangle(List<COSBase> operands, PDGraphicsState state) {
    if (operands.size() == 4 && operands.stream().allMatch(COSNumber.class::isInstance)) {
      float x = number(operands, 0);
      float y = number(operands, 1);
      var first = point(x, y, state);
      var second = point(x + number(operands, 2), y + number(operands, 3), state);
      add(first, second);
    }
  }

  private void shape(List<COSBase> operands, PDGraphicsState state) {
    int n = operands.size();
    if (n >= 2
        && operands.get(n - 2) instanceof COSNumber x
        && operands.get(n - 1) instanceof COSNumber y) {
      var corner = point(x.floatValue(), y.floatValue(), state);
      if (!shaped || open.isEmpty()) {
        add(corner, corner);
      } else {
        open.getLast().add(corner);
      }
      shaped = true;
    }
  }

  private static float number(List<COSBase> operands, int place) {
    return operands.get(place) instanceof COSNumber number ? number.floatValue() : 0;
  }

  private static Point2D point(float x, float y, PDGraphicsState state) {
    return state.getCurrentTransformationMatrix().transformPoint(x, y);
  }

  private void add(Point2D first, Point2D second) {
    var area = new Rectangle2D.Double();
    area.setFrameFromDiagonal(first, second);
    if (open.size() < MOST) {
      open.add(area);
    }
  }

  private void paint(PDGraphicsState state) {
    try {
      int colour = state.getNonStrokingColor().toRGB();
      boolean dark = contrast(colour, WHITE) >= 1.2;
      boolean covers = state.getNonStrokeAlphaConstant() >= COVERING;
      if (!dark || (covers && !shaped)) {
        open.stream()
            .filter(_ -> painted.size() < MOST)
            .forEach(each -> painted.add(new PaintedArea(each, colour)));
      }
    } catch (IOException | RuntimeException _) {
      // a colour that nobody knows
    }
    end();
  }

  private void end() {
    open.clear();
    shaped = false;
  }

  /** Contrast of a colour with what was painted last at a place, or with paper. */
  double contrast(int colour, double x, double y) {
    for (int i = painted.size() - 1; i >= 0; i--) {
      if (painted.get(i).place.contains(x, y)) {
        return contrast(colour, painted.get(i).colour);
      }
    }
    return contrast(colour, WHITE);
  }

  /** Contrast of two colours, as WCAG defines it. */
  static double contrast(int one, int other) {
    double a = light(one) + 0.05;
    double b = light(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double light(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 255)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int part) {
    double share = part / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}

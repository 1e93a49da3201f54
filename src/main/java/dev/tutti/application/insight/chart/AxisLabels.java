package dev.tutti.application.insight.chart;

import java.util.List;

/**
 * Labels that stand in a row at equal distances. Where there is no room for all of them, names are
 * shortened, and of periods, which say little when they are cut, every second or third is shown,
 * the last one always.
 *
 * @param every how many there are for each that is shown
 */
record AxisLabels(List<String> texts, int every) {
  /** Size of letters in pixels. */
  static final int SIZE = 12;

  private static final double GAP = 14;
  private static final double LEAST_GAP = 6;

  /** Less than this has no room for a shortened name. */
  private static final double LEAST_ROOM = 34;

  AxisLabels {
    texts = List.copyOf(texts);
  }

  static AxisLabels of(List<String> labels, double distance) {
    double widest = widest(labels);
    boolean periods = labels.stream().allMatch(each -> each.chars().anyMatch(Character::isDigit));
    if (!periods && widest + LEAST_GAP > distance && distance >= LEAST_ROOM) {
      return new AxisLabels(
          labels.stream()
              .map(each -> ChartFrame.shortened(each, distance - LEAST_GAP, SIZE))
              .toList(),
          1);
    }
    double gap = periods ? GAP : LEAST_GAP;
    return new AxisLabels(
        labels, Math.max(1, (int) Math.ceil((widest + gap) / Math.max(distance, 0.001))));
  }

  /** Width of the widest one in pixels. */
  static double widest(List<String> labels) {
    return labels.stream().mapToDouble(each -> SvgDrawing.width(each, SIZE)).max().orElse(0);
  }

  boolean isShown(int place) {
    return (texts.size() - 1 - place) % every == 0;
  }

  /** Place of the middle of a label as near to a place as it does not leave the drawing. */
  double middle(int label, double wanted) {
    double half = SvgDrawing.width(texts.get(label), SIZE) / 2 + 4;
    return Math.max(half, Math.min(wanted, ChartFrame.WIDTH - half));
  }
}

package dev.tutti.application.insight.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Matrix of risks by the ranks of their likelihood and their impact, 1 to 5 each: cells are the
 * darker the larger their product is, and hold the numbers of risks, whose names stand beside it.
 *
 * @param across name of the ranks from left to right
 * @param upwards name of the ranks from bottom to top
 * @param risks numbered in their order
 */
public record RiskMatrix(ChartText text, String across, String upwards, List<Rank> risks) {
  private static final int RANKS = 5;
  private static final double LEFT = 64;
  private static final double TOP = 76;
  private static final double WIDTH = 76;
  private static final double HEIGHT = 46;
  private static final double BOTTOM = TOP + RANKS * HEIGHT;
  private static final double NAMES = LEFT + RANKS * WIDTH + 28;
  private static final double LINE = 21;
  private static final int MOST_NAMES = 12;
  private static final int LABEL = AxisLabels.SIZE;
  private static final double LEAST_SHADE = 0.06;
  private static final double MOST_SHADE = 0.55;

  public RiskMatrix {
    risks = List.copyOf(risks);
  }

  /**
   * Risk with its ranks.
   *
   * @param likelihood 1 to 5
   * @param impact 1 to 5
   */
  public record Rank(String name, int likelihood, int impact) {}

  /** The chart as SVG. */
  public String svg() {
    int height = (int) Math.round(BOTTOM + 56);
    var drawing = new SvgDrawing(ChartFrame.WIDTH, height, text.title(), text.description());
    double room = ChartFrame.WIDTH - 40.0;
    drawing.text("tc-title", 20, 28, "start", ChartFrame.shortened(text.title(), room, 16));
    drawing.text("tc-soft", 20, TOP - 14, "start", ChartFrame.shortened(upwards, LEFT * 4, LABEL));
    drawing.text("tc-soft", LEFT + RANKS * WIDTH / 2, BOTTOM + 40, "middle", across);
    for (int rank = 1; rank <= RANKS; rank++) {
      String label = String.valueOf(rank);
      drawing.text("tc-soft", LEFT - 10, y(rank) + HEIGHT / 2 + 4, "end", label);
      drawing.text("tc-soft", x(rank) + WIDTH / 2, BOTTOM + 18, "middle", label);
    }
    for (int likelihood = 1; likelihood <= RANKS; likelihood++) {
      for (int impact = 1; impact <= RANKS; impact++) {
        cell(drawing, likelihood, impact);
      }
    }
    names(drawing);
    return drawing.finished();
  }

  private static double x(int impact) {
    return LEFT + (impact - 1) * WIDTH;
  }

  private static double y(int likelihood) {
    return TOP + (RANKS - likelihood) * HEIGHT;
  }

  private void cell(SvgDrawing drawing, int likelihood, int impact) {
    double share = (likelihood * impact - 1.0) / (RANKS * RANKS - 1);
    drawing.shade(
        "tc-h1",
        x(impact) + 1,
        y(likelihood) + 1,
        WIDTH - 2,
        HEIGHT - 2,
        LEAST_SHADE + share * (MOST_SHADE - LEAST_SHADE));
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < risks.size(); i++) {
      if (risks.get(i).likelihood() == likelihood && risks.get(i).impact() == impact) {
        numbers.add(String.valueOf(i + 1));
      }
    }
    if (!numbers.isEmpty()) {
      String shown = ChartFrame.shortened(String.join(", ", numbers), WIDTH - 10, 13);
      drawing.text("tc-text", x(impact) + WIDTH / 2, y(likelihood) + 28, "middle", shown);
    }
  }

  private void names(SvgDrawing drawing) {
    double room = ChartFrame.WIDTH - NAMES - 16;
    int shown = risks.size() > MOST_NAMES ? MOST_NAMES - 1 : risks.size();
    for (int i = 0; i < shown; i++) {
      String name = ChartFrame.shortened(i + 1 + "  " + risks.get(i).name(), room, LABEL);
      drawing.text("tc-soft", NAMES, TOP + 14 + LINE * i, "start", name);
    }
    if (shown < risks.size()) {
      String more = "+ " + (risks.size() - shown);
      drawing.text("tc-soft", NAMES, TOP + 14 + LINE * shown, "start", more);
    }
  }
}

package dev.tutti.cooperation.vote.weight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Votes of a panel without some of its members, over outcomes that are known: each half of them is
 * counted by what the other half teaches. Says who can be left out, one after the other, as long as
 * the vote of the rest is right as often.
 */
public final class SmallerPanels {
  private static final int MOST_MEMBERS = 32;
  private static final int MOST_DROPPED = 3;
  private static final int LEAST_LEFT = 2;
  private static final int MOST_ROWS = 2_000;
  private static final int FEWEST_ROWS = 100;

  /** Bound of outcomes times squares of members, so that advice takes a second at most. */
  private static final int MOST_WORK = 500_000;

  private final List<OutcomeRow> rows;

  private SmallerPanels(List<OutcomeRow> rows) {
    this.rows = rows;
  }

  /**
   * Member that can be left out, after those before it.
   *
   * @param with share of right winners while it votes
   * @param without share of right winners without it
   */
  public record Dispensable(String model, double with, double without) {}

  /** Members that can be left out, the first one first; none where outcomes are too few. */
  public static List<Dispensable> of(List<String> panel, List<OutcomeRow> rows) {
    int most = Math.min(MOST_ROWS, MOST_WORK / (panel.size() * panel.size()));
    if (panel.size() > MOST_MEMBERS || Math.min(most, rows.size()) < FEWEST_ROWS) {
      return List.of();
    }
    return new SmallerPanels(spread(rows, most)).dispensable(panel);
  }

  /** So many rows at most, from all over the list. */
  private static List<OutcomeRow> spread(List<OutcomeRow> rows, int most) {
    int number = Math.min(most, rows.size());
    return IntStream.range(0, number)
        .mapToObj(each -> rows.get((int) ((long) each * rows.size() / number)))
        .toList();
  }

  private List<Dispensable> dispensable(List<String> panel) {
    var found = new ArrayList<Dispensable>();
    var left = panel;
    double with = right(panel);
    while (left.size() > LEAST_LEFT && found.size() < MOST_DROPPED) {
      var best = best(left, with);
      if (best.without < best.with) {
        return found;
      }
      found.add(best);
      left = without(left, best.model);
      with = best.without;
    }
    return found;
  }

  private Dispensable best(List<String> panel, double with) {
    return panel.stream()
        .map(model -> new Dispensable(model, with, right(without(panel, model))))
        .max(Comparator.comparingDouble(Dispensable::without))
        .orElseThrow();
  }

  private static List<String> without(List<String> panel, String model) {
    return panel.stream().filter(each -> !each.equals(model)).toList();
  }

  /** Share of the outcomes whose winner is right. */
  private double right(List<String> members) {
    return IntStream.range(0, 2)
            .mapToLong(half -> right(PanelRow.of(half(half), members), half(1 - half), members))
            .sum()
        / (double) rows.size();
  }

  private List<OutcomeRow> half(int half) {
    return IntStream.range(0, rows.size())
        .filter(each -> each % 2 == half)
        .mapToObj(rows::get)
        .toList();
  }

  private static long right(List<PanelRow> counted, List<OutcomeRow> others, List<String> members) {
    var taught = PanelRow.of(others, members);
    var records = MemberRecords.of(taught, members.size());
    var weights = PanelFit.of(taught, new PanelFit(records.weights(), 0)).weights();
    return counted.stream()
        .filter(row -> row.groups() > 0)
        .filter(row -> row.winner(weights, records.reliability()) == row.right())
        .count();
  }
}

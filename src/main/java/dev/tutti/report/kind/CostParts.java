package dev.tutti.report.kind;

import static dev.tutti.report.ReportMeasure.ATTEMPTS;
import static dev.tutti.report.ReportMeasure.CALLS;
import static dev.tutti.report.ReportMeasure.COMPLETED_CALLS;
import static dev.tutti.report.ReportMeasure.COST;
import static dev.tutti.report.ReportMeasure.FAILED_ATTEMPTS;
import static dev.tutti.report.ReportMeasure.INPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.OUTPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.WASTED_COST;

import dev.tutti.chat.FaultCode;
import dev.tutti.report.Dimension;
import dev.tutti.report.Figure;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.FigureList;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import dev.tutti.report.kind.Comparison.Both;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts of the report about costs: what was wasted, and what a session or a task has cost. */
final class CostParts {
  /** Attempts of Tutti's own, which ask whether a deployment answers. */
  private static final String PROBES = "owner=tutti key=none";

  private static final List<DataTable.Column> WASTE =
      List.of(
          DataTable.Column.text("waste_kind"),
          DataTable.Column.of("attempts", MeasureUnit.COUNT),
          DataTable.Column.of("cost", MeasureUnit.DOLLARS),
          DataTable.Column.of("cost_share", MeasureUnit.SHARE));

  private CostParts() {}

  /**
   * Money that has brought nobody an answer: attempts whose callers left, others that failed, and
   * probes.
   */
  static DataTable waste(Comparison figures) {
    var total = figures.total();
    if (!ATTEMPTS.isOf(total.now().subjects())) {
      return new DataTable("waste", WASTE, List.of());
    }
    var probes = figures.of(PROBES).total();
    var left =
        figures.groups(List.of(Dimension.ATTEMPT_OUTCOME), WASTED_COST, Sections.MOST_ROWS).rows();
    var abandoned =
        left.stream()
            .filter(group -> group.names().getFirst().equals(FaultCode.CANCELLED.code()))
            .map(Comparison.Group::figures)
            .findFirst();
    var rows = new ArrayList<List<Cell>>();
    abandoned.ifPresent(
        both ->
            rows.add(
                row("abandoned", both.figure(FAILED_ATTEMPTS), both.figure(WASTED_COST), total)));
    var others = Stream.concat(abandoned.stream(), Stream.of(probes)).toList();
    rows.add(
        row(
            "failed",
            rest(FAILED_ATTEMPTS, total, others),
            rest(WASTED_COST, total, others),
            total));
    rows.add(row("probes", probes.figure(ATTEMPTS), probes.figure(COST), total));
    return new DataTable("waste", WASTE, rows);
  }

  private static List<Cell> row(
      String kind, ComparedFigure attempts, ComparedFigure cost, Both total) {
    var all = total.figure(COST);
    var share = Sections.quotient(cost.figure().value(), all.figure().value(), 1);
    return List.of(
        new Cell.Label("waste_" + kind),
        new Cell.Amount(attempts),
        new Cell.Amount(cost),
        new Cell.Amount(
            new ComparedFigure(
                MeasureUnit.SHARE,
                new Figure(share.orElse(null), cost.figure().n(), cost.figure().flags()),
                Sections.quotient(cost.before(), all.before(), 1).orElse(null))));
  }

  /** What is left of a measure without those whose callers left, and without probes. */
  private static ComparedFigure rest(ReportMeasure measure, Both total, List<Both> others) {
    var all = total.figure(measure);
    var value = all.figure().value();
    var before = all.before();
    for (var each : others) {
      value = minus(value, each.figure(measure).figure().value());
      before = minus(before, each.figure(measure).before());
    }
    return new ComparedFigure(
        measure.unit(), new Figure(value, all.figure().n(), all.figure().flags()), before);
  }

  private static @Nullable BigDecimal minus(@Nullable BigDecimal all, @Nullable BigDecimal part) {
    return all == null || part == null ? all : all.subtract(part).max(BigDecimal.ZERO);
  }

  /** Cost of executions of skills; nothing where there are none. */
  static List<FigureList.Entry> skillRuns(Comparison figures) {
    var runs = figures.of("-skill=none").total();
    return runs.now().calls().count() == 0
        ? List.of()
        : List.of(
            Sections.ratio("cost_per_skill_run", MeasureUnit.DOLLARS, runs, COST, CALLS, 1),
            Sections.ratio(
                "cost_per_completed_skill_run",
                MeasureUnit.DOLLARS,
                runs,
                COST,
                COMPLETED_CALLS,
                1));
  }

  /**
   * Costs of what several calls belong to.
   *
   * @param by sessions or tasks
   */
  static ReportSection whole(Comparison figures, Dimension by) {
    if (!CALLS.isOf(figures.total().now().subjects())) {
      return Sections.of(by.word(), Sentence.of("no_calls"));
    }
    var calls = figures.of("-%s=none".formatted(by.word()));
    var groups = calls.groups(List.of(by), COST, Sections.MOST_ROWS);
    if (groups.rows().isEmpty()) {
      return Sections.of(by.word());
    }
    return Sections.of(
        by.word(),
        each(calls.total(), by, groups.rows().size() + (long) groups.left()),
        calls.table(by.word(), List.of(by), groups, COST, CALLS, INPUT_TOKENS, OUTPUT_TOKENS));
  }

  private static FigureList each(Both total, Dimension by, long count) {
    var cost = total.figure(COST).figure();
    var each = Sections.quotient(cost.value(), BigDecimal.valueOf(count), 1);
    return Sections.list(
        by.word() + "_costs",
        new FigureList.Entry(by.word() + "_count", ComparedFigure.count(count)),
        new FigureList.Entry(
            "cost_per_" + by.word(),
            new ComparedFigure(
                MeasureUnit.DOLLARS,
                new Figure(each.orElse(null), count, Set.copyOf(cost.flags())),
                null)));
  }
}

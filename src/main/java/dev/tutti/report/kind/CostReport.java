package dev.tutti.report.kind;

import static dev.tutti.report.ReportMeasure.ATTEMPTS;
import static dev.tutti.report.ReportMeasure.AUDIO_INPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.AUDIO_OUTPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.CACHED_INPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.CACHE_WRITE_TOKENS;
import static dev.tutti.report.ReportMeasure.CALLS;
import static dev.tutti.report.ReportMeasure.COMPLETED_CALLS;
import static dev.tutti.report.ReportMeasure.COST;
import static dev.tutti.report.ReportMeasure.ESTIMATED;
import static dev.tutti.report.ReportMeasure.FAILED_ATTEMPTS;
import static dev.tutti.report.ReportMeasure.INPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.MEAN_COST;
import static dev.tutti.report.ReportMeasure.OUTPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.REASONING_TOKENS;
import static dev.tutti.report.ReportMeasure.UNPRICED;
import static dev.tutti.report.ReportMeasure.WASTED_COST;

import dev.tutti.report.Dimension;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.FigureList;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import dev.tutti.report.kind.Comparison.Both;
import java.util.ArrayList;
import java.util.List;

/** Where the money went. */
final class CostReport {
  private static final List<Dimension> GROUPS =
      List.of(
          Dimension.OWNER,
          Dimension.KEY,
          Dimension.SKILL,
          Dimension.MODEL,
          Dimension.PROVIDER,
          Dimension.PRICE,
          Dimension.DAY);

  /** Those that are not added up beforehand. */
  private static final List<Dimension> SLOW_GROUPS = List.of(Dimension.USER);

  /** Those that several calls belong to, which are not added up beforehand either. */
  private static final List<Dimension> WHOLES = List.of(Dimension.SESSION, Dimension.TASK);

  private static final long THOUSAND = 1_000;

  private CostReport() {}

  static List<ReportSection> sections(Comparison figures, ReportRequest request) {
    var total = figures.total();
    var sections = new ArrayList<ReportSection>();
    sections.add(
        Sections.of(
            "cost",
            Sentence.of("cost", total.cell(COST), total.cell(CALLS), total.cell(WASTED_COST)),
            figures.list("cost", total, COST, WASTED_COST, UNPRICED, ESTIMATED),
            figures.columns("cost_by_time", Dimension.MODEL, COST)));
    sections.add(Sections.of("unit_cost", unitCost(figures, total)));
    sections.add(
        Sections.of(
            "tokens",
            figures.list(
                "tokens",
                total,
                INPUT_TOKENS,
                CACHED_INPUT_TOKENS,
                CACHE_WRITE_TOKENS,
                AUDIO_INPUT_TOKENS,
                OUTPUT_TOKENS,
                REASONING_TOKENS,
                AUDIO_OUTPUT_TOKENS),
            shares(total)));
    sections.add(
        Sections.of(
            "wasted",
            CostParts.waste(figures),
            groups(figures, "reasons", List.of(Dimension.REASON)),
            failed(figures)));
    if (request.by().isEmpty()) {
      GROUPS.forEach(by -> sections.add(group(figures, by)));
      SLOW_GROUPS.forEach(by -> sections.add(figures.isLarge() ? leftOut(by) : group(figures, by)));
      WHOLES.forEach(
          by -> sections.add(figures.isLarge() ? leftOut(by) : CostParts.whole(figures, by)));
    } else {
      sections.add(Sections.of("groups", groups(figures, "groups", request.by())));
    }
    return sections;
  }

  private static ReportSection group(Comparison figures, Dimension by) {
    return Sections.of(by.word(), groups(figures, by.word(), List.of(by)));
  }

  private static ReportSection leftOut(Dimension by) {
    return Sections.of(by.word(), Sentence.of("left_out", new Cell.Text(by.word())));
  }

  private static FigureList unitCost(Comparison figures, Both total) {
    var entries = new ArrayList<FigureList.Entry>();
    entries.add(new FigureList.Entry(MEAN_COST.word(), total.figure(MEAN_COST)));
    entries.add(
        Sections.ratio(
            "cost_per_completed_call", MeasureUnit.DOLLARS, total, COST, COMPLETED_CALLS, 1));
    entries.add(
        Sections.ratio(
            "cost_per_thousand_output_tokens",
            MeasureUnit.DOLLARS,
            total,
            COST,
            OUTPUT_TOKENS,
            THOUSAND));
    if (CALLS.isOf(total.now().subjects())) {
      entries.addAll(CostParts.skillRuns(figures));
    }
    return new FigureList("unit_cost", entries);
  }

  private static FigureList shares(Both total) {
    return Sections.list(
        "token_shares",
        Sections.ratio(
            "cached_input", MeasureUnit.SHARE, total, CACHED_INPUT_TOKENS, INPUT_TOKENS, 1),
        Sections.ratio("reasoning", MeasureUnit.SHARE, total, REASONING_TOKENS, OUTPUT_TOKENS, 1),
        Sections.ratio(
            "output_per_input", MeasureUnit.NUMBER, total, OUTPUT_TOKENS, INPUT_TOKENS, 1));
  }

  /** Attempts that cost something and gave nothing, by what they met with. */
  private static DataTable failed(Comparison figures) {
    var by = List.of(Dimension.ATTEMPT_OUTCOME);
    var groups = figures.groups(by, WASTED_COST, Sections.MOST_ROWS);
    var rows =
        groups.rows().stream()
            .filter(group -> group.figures().now().attempts().failed() > 0)
            .toList();
    return figures.table(
        "wasted", by, new Comparison.Groups(rows, groups.left()), FAILED_ATTEMPTS, WASTED_COST);
  }

  private static DataTable groups(Comparison figures, String key, List<Dimension> by) {
    return figures.table(
        key,
        by,
        COST,
        COST,
        CALLS,
        ATTEMPTS,
        MEAN_COST,
        INPUT_TOKENS,
        CACHED_INPUT_TOKENS,
        OUTPUT_TOKENS,
        REASONING_TOKENS,
        UNPRICED);
  }
}

package dev.tutti.report.kind;

import static dev.tutti.report.ReportMeasure.ATTEMPTS;
import static dev.tutti.report.ReportMeasure.ATTEMPT_SUCCESS_RATE;
import static dev.tutti.report.ReportMeasure.CACHED_CALLS;
import static dev.tutti.report.ReportMeasure.CACHED_INPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.CACHE_RATE;
import static dev.tutti.report.ReportMeasure.CALLS;
import static dev.tutti.report.ReportMeasure.COALESCED_CALLS;
import static dev.tutti.report.ReportMeasure.COST;
import static dev.tutti.report.ReportMeasure.DEGRADED_CALLS;
import static dev.tutti.report.ReportMeasure.ESTIMATED;
import static dev.tutti.report.ReportMeasure.FAILED_CALLS;
import static dev.tutti.report.ReportMeasure.FIRST_TOKEN_P50;
import static dev.tutti.report.ReportMeasure.FIRST_TOKEN_P95;
import static dev.tutti.report.ReportMeasure.INPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.MEAN_COST;
import static dev.tutti.report.ReportMeasure.OUTPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.REASONING_TOKENS;
import static dev.tutti.report.ReportMeasure.RECOVERED_CALLS;
import static dev.tutti.report.ReportMeasure.SAVED_COST;
import static dev.tutti.report.ReportMeasure.SAVED_TOKENS;
import static dev.tutti.report.ReportMeasure.SUCCESS_RATE;
import static dev.tutti.report.ReportMeasure.TOTAL_P50;
import static dev.tutti.report.ReportMeasure.TOTAL_P95;
import static dev.tutti.report.ReportMeasure.UNPRICED;
import static dev.tutti.report.ReportMeasure.WASTED_COST;

import dev.tutti.report.Dimension;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.Element;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import java.util.ArrayList;
import java.util.List;

/** How it went, in a page. */
final class SummaryReport {
  private SummaryReport() {}

  static List<ReportSection> sections(Comparison figures, ReportRequest request) {
    var total = figures.total();
    return List.of(
        answers(figures, total),
        changes(figures, total),
        money(figures, total),
        Sections.of(
            "saved",
            figures.list(
                "saved",
                total,
                SAVED_COST,
                SAVED_TOKENS,
                CACHED_CALLS,
                CACHE_RATE,
                COALESCED_CALLS,
                DEGRADED_CALLS)),
        Sections.of("groups", groups(figures, request)));
  }

  private static ReportSection answers(Comparison figures, Comparison.Both total) {
    return Sections.of(
        "answers",
        Sentence.of("summary", total.cell(CALLS), total.cell(SUCCESS_RATE), total.cell(COST)),
        figures.list(
            "answers",
            total,
            CALLS,
            SUCCESS_RATE,
            ATTEMPTS,
            ATTEMPT_SUCCESS_RATE,
            RECOVERED_CALLS,
            TOTAL_P50,
            TOTAL_P95,
            FIRST_TOKEN_P50,
            FIRST_TOKEN_P95),
        figures.lines("calls_by_time", figures.series(figures.step()), CALLS, FAILED_CALLS));
  }

  private static ReportSection money(Comparison figures, Comparison.Both total) {
    return Sections.of(
        "money",
        figures.list(
            "money",
            total,
            COST,
            MEAN_COST,
            WASTED_COST,
            INPUT_TOKENS,
            CACHED_INPUT_TOKENS,
            OUTPUT_TOKENS,
            REASONING_TOKENS,
            UNPRICED,
            ESTIMATED),
        figures.columns("cost_by_time", Dimension.MODEL, COST));
  }

  private static DataTable groups(Comparison figures, ReportRequest request) {
    return figures.table(
        "groups",
        Sections.by(request, Dimension.MODEL),
        request.by().isEmpty() ? CALLS : COST,
        CALLS,
        SUCCESS_RATE,
        TOTAL_P50,
        TOTAL_P95,
        ATTEMPTS,
        ATTEMPT_SUCCESS_RATE,
        INPUT_TOKENS,
        OUTPUT_TOKENS,
        COST);
  }

  private static ReportSection changes(Comparison figures, Comparison.Both total) {
    var told = new ArrayList<Element>(new GreatestChanges(figures, total).sentences());
    if (told.isEmpty()) {
      told.add(Sentence.of(figures.before().isPresent() ? "no_changes" : "not_compared"));
    }
    return new ReportSection("changes", told);
  }
}

package dev.tutti.application.analysis;

import dev.tutti.application.api.ApplicationParameters;
import java.util.List;
import java.util.Set;

/**
 * Parameters of an analysis.
 *
 * @param type comprehensive, summary or risk
 * @param metrics whether numbers are wanted
 * @param recommendations whether advice is wanted
 * @param markdown whether the result has a report for people, too
 * @param question what the reader wants to know; may be empty
 * @param language of what is said; empty for that of the documents
 * @param atOnce chunks that are asked about at the same time
 * @param repair whether a model is asked once more about what was not borne out
 */
record AnalysisParameters(
    String type,
    boolean metrics,
    boolean recommendations,
    boolean markdown,
    String question,
    String language,
    int atOnce,
    boolean repair) {
  private static final String COMPREHENSIVE = "comprehensive";
  private static final String DETAILED = "detailed";
  private static final List<String> TYPES = List.of(COMPREHENSIVE, DETAILED, "summary", "risk");
  private static final List<String> FORMATS = List.of("structured", "markdown");
  private static final int USUAL_AT_ONCE = 4;
  private static final int MOST_AT_ONCE = 16;
  private static final Set<String> KNOWN =
      Set.of(
          "analysis_type",
          "include_metrics",
          "include_recommendations",
          "output_format",
          "question",
          "parallel",
          "repair");

  static AnalysisParameters of(ApplicationParameters of) {
    of.require(KNOWN);
    var type = of.word("analysis_type", TYPES, COMPREHENSIVE);
    return new AnalysisParameters(
        type.equals(DETAILED) ? COMPREHENSIVE : type,
        of.flag("include_metrics", true),
        of.flag("include_recommendations", true),
        of.word("output_format", FORMATS, "structured").equals("markdown"),
        of.text("question", ""),
        of.language(),
        of.integer("parallel", 1, MOST_AT_ONCE, USUAL_AT_ONCE),
        of.flag("repair", true));
  }

  /** Whether only a summary is wanted. */
  boolean isSummary() {
    return type.equals("summary");
  }

  /** Whether risks alone are wanted. */
  boolean isRisk() {
    return type.equals("risk");
  }
}

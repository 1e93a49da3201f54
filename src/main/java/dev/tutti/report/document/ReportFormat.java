package dev.tutti.report.document;

import java.nio.charset.StandardCharsets;

/** Form in which a report is written. */
public enum ReportFormat {
  /** Every figure with all that is known of it. */
  JSON("json"),
  /** Tables and words. */
  MARKDOWN("md"),
  /** One table, or a ZIP archive of all of them. */
  CSV("csv"),
  /** A page with charts, without scripts. */
  HTML("html");

  private final String word;

  ReportFormat(String word) {
    this.word = word;
  }

  /** The name that users see. */
  public String word() {
    return word;
  }

  /**
   * The format of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ReportFormat of(String word) {
    for (var each : values()) {
      if (each.word.equals(word)) {
        return each;
      }
    }
    throw new IllegalArgumentException("format: " + word + " (expected: json, md, csv or html)");
  }

  /** What the page may do, in a header of HTTP: nothing but its own style. */
  public static String policy() {
    return HtmlWriter.POLICY;
  }

  /** Writes a report. */
  public ReportFile write(Report report, ReportLanguage language) {
    var labels = ReportLabels.of(language);
    return switch (this) {
      case JSON -> new ReportFile("application/json", "json", new JsonWriter(labels).bytes(report));
      case MARKDOWN ->
          text("text/markdown", "md", new MarkdownWriter(labels, report.head()).text(report));
      case CSV ->
          new ReportFile(
              "application/zip", "zip", new CsvWriter(report.head().zone()).archive(report));
      case HTML -> text("text/html", "html", new HtmlWriter(language, report.head()).text(report));
    };
  }

  /**
   * Writes one table of a report as CSV.
   *
   * @throws IllegalArgumentException when the report has no such table
   */
  public static ReportFile table(Report report, String key) {
    return text("text/csv", "csv", new CsvWriter(report.head().zone()).text(report, key));
  }

  private static ReportFile text(String type, String extension, String text) {
    return new ReportFile(
        type + "; charset=utf-8", extension, text.getBytes(StandardCharsets.UTF_8));
  }
}

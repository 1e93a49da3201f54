package dev.tutti.report.kind;

import dev.tutti.config.Argument;
import java.util.Locale;

/** Kind of a report. */
public enum ReportKind {
  /** How it went, in a page. */
  SUMMARY,
  /** How long calls took, and where the time went. */
  PERFORMANCE,
  /** What failed, why, and what became of it. */
  ERRORS,
  /** Where the money went. */
  COST,
  /** How much was asked at once, and what it met with. */
  CAPACITY,
  /** What has changed over weeks. */
  TRENDS,
  /** What became of durable tasks, and what could be done better. */
  TASKS;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name that users see. */
  public String word() {
    return word;
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException naming those that exist
   */
  public static ReportKind of(String word) {
    return Argument.named("kind", word, values(), ReportKind::word);
  }
}

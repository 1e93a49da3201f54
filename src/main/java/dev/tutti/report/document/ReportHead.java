package dev.tutti.report.document;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * FigureSubject of a report.
 *
 * @param kind such as {@code errors}
 * @param span the time that it is about
 * @param before the time that it is compared with; null where it is not
 * @param zone in which its days and times are meant
 * @param filter the calls that it is about, in the language of filters; empty for all
 * @param made when it was made
 */
public record ReportHead(
    String kind, Span span, @Nullable Span before, ZoneId zone, String filter, Instant made) {

  /** The time that it is compared with, if it is. */
  public Optional<Span> previous() {
    return Optional.ofNullable(before);
  }

  /**
   * Span of time.
   *
   * @param from the first instant
   * @param to the first instant after it
   */
  public record Span(Instant from, Instant to) {}
}

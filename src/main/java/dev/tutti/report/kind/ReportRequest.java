package dev.tutti.report.kind;

import dev.tutti.config.Argument;
import dev.tutti.report.Dimension;
import dev.tutti.report.ReportScope;
import java.time.Duration;
import java.util.List;

/**
 * Request for a report.
 *
 * @param filter the text of the scope's filter
 * @param by what its tables are grouped by; those of its kind where it is empty
 * @param compare whether it is compared with the period before
 */
public record ReportRequest(
    ReportKind kind, ReportScope scope, String filter, List<Dimension> by, boolean compare) {
  private static final int MOST_DIMENSIONS = 3;
  private static final Duration LONGEST = Duration.ofDays(400);

  /** Checks the length of the span, and how many dimensions there are. */
  public ReportRequest {
    by = List.copyOf(by);
    var span = Duration.between(scope.from(), scope.to());
    Argument.check(
        span.compareTo(LONGEST) <= 0,
        "from, to",
        span.toDays() + " days",
        "at most " + LONGEST.toDays());
    Argument.check(by.size() <= MOST_DIMENSIONS, "by", by.size(), "at most " + MOST_DIMENSIONS);
  }
}

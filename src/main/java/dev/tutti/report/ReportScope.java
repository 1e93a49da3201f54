package dev.tutti.report;

import dev.tutti.config.Argument;
import dev.tutti.query.Field;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Calls and attempts that figures are about.
 *
 * @param from the first instant; from 1970 on
 * @param to the first instant after it; until the end of 9999
 * @param zone in which days begin
 * @param filter over {@link #FIELDS}
 * @param longest calls that began up to so long before the first instant and have not ended before
 *     it are in, too; zero where calls are in by their beginning alone
 */
public record ReportScope(Instant from, Instant to, ZoneId zone, Query filter, Duration longest) {
  /** Fields that a filter may name. */
  public static final List<Field> FIELDS = ReportFields.ALL;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** Checks the span. */
  public ReportScope {
    Argument.check(!from.isBefore(Instant.EPOCH), "from", from, "the year 1970 or later");
    Argument.check(!to.isAfter(LATEST), "to", to, "the year 9999 or earlier");
    Argument.check(from.isBefore(to), "to", to, "after " + from);
    Argument.check(!longest.isNegative(), "longest", longest, ">= 0");
  }

  /** Scope of calls by their beginning. */
  public ReportScope(Instant from, Instant to, ZoneId zone, Query filter) {
    this(from, to, zone, filter, Duration.ZERO);
  }

  /**
   * Scope with a filter that is still a text.
   *
   * @param now what {@code -24h} in the filter is counted from
   * @throws dev.tutti.query.QuerySyntaxException naming the place
   */
  public static ReportScope of(Instant from, Instant to, ZoneId zone, String filter, Instant now) {
    return new ReportScope(from, to, zone, Query.parse(filter, FIELDS, new Moment(now, zone)));
  }

  /**
   * Those of them that a filter leaves in, too.
   *
   * @throws dev.tutti.query.QuerySyntaxException naming the place
   */
  public ReportScope and(String other) {
    var both = filter.and(Query.parse(other, FIELDS, new Moment(to, zone)));
    return new ReportScope(from, to, zone, both, longest);
  }

  /** The same calls and attempts in another span. */
  public ReportScope within(Instant first, Instant after) {
    return new ReportScope(first, after, zone, filter, longest);
  }

  /**
   * The same until the next 15 seconds, from the last ones before, so that it is read from buckets
   * alone; from the last quarter of an hour where it is so long that shorter buckets are not kept.
   */
  public ReportScope widened() {
    boolean isLong = Duration.between(from, to).compareTo(BucketTable.FINE_KEPT) >= 0;
    var begin = isLong ? BucketLevel.QUARTER : BucketLevel.FINE;
    return within(
        Instant.ofEpochMilli(begin.floor(from.toEpochMilli())),
        Instant.ofEpochMilli(BucketLevel.FINE.ceiling(to.toEpochMilli())));
  }

  /**
   * The same span with the calls that were made before it and ended in it. When it ends now, these
   * are all calls by their end, as what has not ended is not known yet.
   *
   * @param longest how long a call takes at most
   */
  public ReportScope withCallsThatEnded(Duration longest) {
    return new ReportScope(from, to, zone, filter, longest);
  }
}

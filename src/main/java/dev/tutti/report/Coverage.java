package dev.tutti.report;

/**
 * Coverage of time by what is kept of a subject.
 *
 * @param position id of the last row that is in buckets
 * @param rowsFrom rows of times before this one, in milliseconds, may not be kept any more
 * @param bucketsFrom buckets of times before this one may not be kept any more
 * @param fineFrom the finest buckets of times before this one may not be kept any more
 * @param settledTo longer buckets have what came before this one only
 */
record Coverage(long position, long rowsFrom, long bucketsFrom, long fineFrom, long settledTo) {

  /** Whether everything that is needed for a span is kept. */
  boolean covers(long from, long to, boolean bucketed) {
    if (from >= rowsFrom) {
      return !bucketed || from >= bucketsFrom;
    }
    return bucketed
        && from >= bucketsFrom
        && SpanPlan.of(TimeEdges.of(from, to), this).rows().stream()
            .allMatch(span -> span.from() >= rowsFrom);
  }
}

package dev.tutti.report;

/**
 * Coverage of time by what is kept of a subject.
 *
 * @param position id of the last row that is in buckets
 * @param rowsFrom rows of times before this one, in milliseconds, may not be kept any more
 * @param bucketsFrom buckets of times before this one may not be kept any more
 */
record Coverage(long position, long rowsFrom, long bucketsFrom) {

  /** Whether everything that is needed for a span is kept. */
  boolean covers(long from, long to, boolean bucketed) {
    if (from >= rowsFrom) {
      return !bucketed || from >= bucketsFrom;
    }
    return bucketed
        && from >= bucketsFrom
        && BucketLevel.QUARTER.floor(from) == from
        && (BucketLevel.QUARTER.floor(to) == to || BucketLevel.QUARTER.floor(to) >= rowsFrom);
  }
}

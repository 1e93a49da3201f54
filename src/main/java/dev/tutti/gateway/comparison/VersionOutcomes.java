package dev.tutti.gateway.comparison;

import java.util.List;

/**
 * Outcomes of a version.
 *
 * @param revision whose calls they are
 * @param calls that say something of it, the latest first
 * @param leftOut calls that do not: refused to their callers, or ended by them
 * @param hasMore whether there are others that were not looked at
 */
record VersionOutcomes(
    String version, String revision, List<CallOutcome> calls, long leftOut, boolean hasMore) {
  /** Keeps a copy. */
  VersionOutcomes {
    calls = List.copyOf(calls);
  }
}

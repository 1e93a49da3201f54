package dev.tutti.report;

import dev.tutti.ledger.LedgerRow;
import java.util.Arrays;

/**
 * Sums over rows of one subject: its counts and its distributions, in the order of {@link
 * SubjectRows}. Not thread-safe.
 */
final class FigureSum {
  private static final int SPEND = 6; // counts before those of Spend
  private static final int SPENT = 10;
  private static final int SAVED = SPEND + SPENT;
  private static final int FORMAT = 2;

  /** Format of sums of calls without waits by kind, which were zero then. */
  private static final int FORMER_FORMAT = 1;

  private static final int FORMER_DURATIONS = 5;

  private final SubjectRows of;
  private final long[] counts;
  private final DistributionBuilder[] durations;

  FigureSum(SubjectRows of) {
    this.of = of;
    counts = new long[of.counts().size()];
    durations = new DistributionBuilder[of.durations().size()];
    for (int i = 0; i < durations.length; i++) {
      durations[i] = new DistributionBuilder();
    }
  }

  void count(int index, long more) {
    counts[index] += more;
  }

  void duration(int index, long micros) {
    durations[index].add(micros);
  }

  /**
   * Adds a row that has just been written.
   *
   * @param places of the columns of durations in it
   */
  void add(LedgerRow row, int[] places) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += of.counts().get(i).value().applyAsLong(row);
    }
    for (int i = 0; i < durations.length; i++) {
      int place = places[i];
      if (!row.isAbsent(place)) {
        durations[i].add(row.number(place));
      }
    }
  }

  void add(FigureSum other) {
    Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
    for (int i = 0; i < durations.length; i++) {
      durations[i].add(other.durations[i]);
    }
  }

  /** Its bytes: a version, the counts, the distributions. */
  byte[] written() {
    var to = Varints.empty();
    to.put(FORMAT);
    for (long count : counts) {
      to.put(count);
    }
    for (var each : durations) {
      each.write(to);
    }
    return to.written();
  }

  /** Adds what {@link #written} gave. */
  void addWritten(byte[] bytes) {
    var from = Varints.of(bytes);
    long format = from.next();
    if (format > FORMAT) {
      throw new IllegalStateException("figures: written by a newer Tutti");
    }
    long rows = counts[0];
    for (int i = 0; i < counts.length; i++) {
      counts[i] += from.next();
    }
    int written =
        format == FORMER_FORMAT ? Math.min(FORMER_DURATIONS, durations.length) : durations.length;
    for (int i = 0; i < durations.length; i++) {
      if (i < written) {
        durations[i].addWritten(from);
      } else {
        durations[i].addBucket(DurationBuckets.of(0), counts[0] - rows);
      }
    }
  }

  CallFigures calls() {
    return new CallFigures(
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4],
        counts[5],
        counts[SAVED],
        counts[SAVED + 1],
        durations[0].build(),
        durations[1].build(),
        durations[2].build(),
        durations[3].build(),
        durations[4].build(),
        durations[5].build(),
        durations[6].build());
  }

  AttemptFigures attempts() {
    return new AttemptFigures(
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4],
        counts[5],
        durations[0].build(),
        durations[1].build());
  }

  Spend spend() {
    var spent = Arrays.copyOfRange(counts, SPEND, SPEND + SPENT);
    return new Spend(
        spent[0], spent[1], spent[2], spent[3], spent[4], spent[5], spent[6], spent[7], spent[8],
        spent[9]);
  }
}

package dev.tutti.report;

import dev.tutti.ledger.LedgerRow;
import dev.tutti.ledger.WrittenRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sums of the rows that were written since the last rollup, so that these need not be read again.
 * They begin anew where rows in between are missing, and where there are too many groups; then the
 * rows before are read. Thread-safe.
 */
final class FreshSums {
  private static final int MOST = 2_000; // in some MB

  private final SubjectRows of;
  private final int time;
  private final List<Integer> keys;
  private Map<BucketTable.Key, FigureSum> sums = new HashMap<>();
  private long first = Long.MAX_VALUE;
  private long next = -1;

  FreshSums(SubjectRows of) {
    this.of = of;
    this.time = of.table().place(of.time());
    this.keys = of.keys().stream().map(of.table()::place).toList();
  }

  /**
   * Sums of some rows.
   *
   * @param first id of the first one
   * @param last id of the last one
   */
  record Taken(long first, long last, Map<BucketTable.Key, FigureSum> sums) {}

  /** The first row whose sums are here: those before it are to be read. */
  synchronized long first() {
    return first;
  }

  /** Adds rows, unless they are of another subject. */
  synchronized void add(WrittenRows rows) {
    if (rows.table() != of.table() || rows.rows().isEmpty()) {
      return;
    }
    if (rows.first() != next || sums.size() > MOST) {
      begin(rows.first());
    }
    rows.rows().forEach(this::add);
    next = rows.last() + 1;
  }

  private void begin(long id) {
    sums = new HashMap<>();
    first = id;
  }

  private void add(LedgerRow row) {
    var numbers = new ArrayList<Long>(keys.size());
    for (int place : keys) {
      numbers.add(row.number(place));
    }
    var key = BucketTable.Key.of(of, row.number(time), numbers);
    sums.computeIfAbsent(key, _ -> new FigureSum(of)).add(row);
  }

  /**
   * Takes the sums of all rows behind one; empty when there are none, or other rows before them.
   * They are forgotten when another process has added up some of them.
   */
  synchronized Optional<Taken> take(long after) {
    if (after >= first) {
      begin(next);
    }
    if (after + 1 != first || sums.isEmpty()) {
      return Optional.empty();
    }
    var taken = new Taken(first, next - 1, sums);
    begin(next);
    return Optional.of(taken);
  }
}

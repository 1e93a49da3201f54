package dev.tutti.report;

import dev.tutti.ledger.LedgerRow;
import dev.tutti.ledger.WrittenRows;
import java.util.Arrays;
import java.util.HashMap;
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
  private final int[] keys;
  private Map<RowKey, FigureSum> sums = new HashMap<>();
  private long first = Long.MAX_VALUE;
  private long next = -1;

  FreshSums(SubjectRows of) {
    this.of = of;
    this.time = of.table().place(of.time());
    this.keys = of.keys().stream().mapToInt(of.table()::place).toArray();
  }

  /**
   * Key of the smallest bucket of a row, which is looked for at each row. Immutable.
   *
   * @see BucketTable.Key
   */
  private static final class RowKey {
    private final long bucket;
    private final long[] words;

    RowKey(long bucket, long[] words) {
      this.bucket = bucket;
      this.words = words;
    }

    BucketTable.Key of(SubjectRows rows) {
      return BucketTable.Key.of(rows, bucket, Arrays.stream(words).boxed().toList());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RowKey key && bucket == key.bucket && Arrays.equals(words, key.words);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(words) + Long.hashCode(bucket);
    }
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
    var words = new long[keys.length];
    for (int i = 0; i < keys.length; i++) {
      words[i] = row.number(keys[i]);
    }
    var key = new RowKey(BucketLevel.FINE.floor(row.number(time)), words);
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
    var byKey = new HashMap<BucketTable.Key, FigureSum>();
    sums.forEach((key, sum) -> byKey.put(key.of(of), sum));
    var taken = new Taken(first, next - 1, byKey);
    begin(next);
    return Optional.of(taken);
  }
}

package dev.tutti.report;

import dev.tutti.ledger.LedgerRow;
import dev.tutti.ledger.WrittenRows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sums of the rows that were written since the last rollup, so that these need not be read again.
 * They begin anew where rows in between are missing, and where there are too many groups; then the
 * rows before are read. Thread-safe.
 */
final class FreshSums {
  /** Groups from which on they had better be written, in some MB. */
  private static final int MANY = 2_000;

  private static final int MOST = 3 * MANY;

  private final SubjectRows of;
  private final int time;
  private final int[] keys;
  private final int[] durations;
  private Map<RowKey, FigureSum> sums = new HashMap<>();
  private @Nullable Group latest;
  private long first = Long.MAX_VALUE;
  private long next = -1;

  FreshSums(SubjectRows of) {
    this.of = of;
    this.time = of.table().place(of.time());
    this.keys = of.keys().stream().mapToInt(of.table()::place).toArray();
    this.durations = of.durations().stream().mapToInt(of.table()::place).toArray();
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

    /** Whether it is the key of a row, which is looked at without making one. */
    boolean isOf(LedgerRow row, long time, int[] keys) {
      if (bucket != time) {
        return false;
      }
      for (int i = 0; i < keys.length; i++) {
        if (words[i] != row.number(keys[i])) {
          return false;
        }
      }
      return true;
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

  /** Rows of one key. */
  private record Group(RowKey key, FigureSum sum) {}

  /**
   * Sums of some rows.
   *
   * @param first id of the first one
   * @param last id of the last one
   */
  record Taken(long first, long last, Map<BucketTable.Key, FigureSum> sums) {}

  /** Whether they had better be taken now. */
  synchronized boolean areMany() {
    return sums.size() >= MANY;
  }

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
    latest = null;
    first = id;
  }

  /** Rows that come together are often of the same key. */
  private void add(LedgerRow row) {
    long bucket = BucketLevel.FINE.floor(row.number(time));
    var group = latest;
    if (group == null || !group.key.isOf(row, bucket, keys)) {
      group = group(row, bucket);
      latest = group;
    }
    group.sum.add(row, durations);
  }

  private Group group(LedgerRow row, long bucket) {
    var words = new long[keys.length];
    for (int i = 0; i < keys.length; i++) {
      words[i] = row.number(keys[i]);
    }
    var key = new RowKey(bucket, words);
    return new Group(key, sums.computeIfAbsent(key, _ -> new FigureSum(of)));
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

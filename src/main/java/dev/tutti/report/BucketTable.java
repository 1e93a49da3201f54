package dev.tutti.report;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The SQL of buckets into which rows of one subject are added up, and of how far that is. */
final class BucketTable {
  /** The finest buckets are kept for so long before the latest row. */
  static final Duration FINE_KEPT = Duration.ofHours(3);

  private final SubjectRows of;
  private final String selectRows;
  private final String selectFine;
  private final String selectBucket;
  private final String replaceBucket;

  BucketTable(SubjectRows of) {
    this.of = of;
    var keys = String.join(", ", of.keys());
    this.selectRows =
        "SELECT id, %s, %s, %s FROM %s WHERE id > ? AND id < ? ORDER BY id LIMIT ?"
            .formatted(of.time(), of.selection(), keys, of.rows());
    this.selectFine =
        "SELECT bucket, %s, figures FROM %s WHERE grouping = ? AND level = ? AND bucket >= ? AND bucket < ?"
            .formatted(keys, of.buckets());
    this.selectBucket =
        "SELECT figures FROM %s WHERE grouping = ? AND level = ? AND bucket = ? AND %s"
            .formatted(
                of.buckets(),
                of.keys().stream().map(key -> key + " = ?").collect(Collectors.joining(" AND ")));
    this.replaceBucket =
        "REPLACE INTO %s (grouping, level, bucket, %s, figures) VALUES (%s)"
            .formatted(
                of.buckets(),
                keys,
                String.join(", ", Collections.nCopies(of.keys().size() + 4, "?")));
  }

  /**
   * Rows that are not in buckets yet, added up.
   *
   * @param after id of the last row that is
   * @param last id of the last row of these
   * @param sums of the buckets to which they are added
   */
  record Increment(long after, long last, int rows, BucketSums sums) {}

  /**
   * Bucket of some keys.
   *
   * @param keys numbers of words; 0 for those that its grouping does not have
   */
  record Key(int grouping, BucketLevel level, long bucket, List<Long> keys) {
    /** The order in which they stand in the table, so that each of its pages is written once. */
    static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::grouping)
            .thenComparingInt(key -> key.level.number())
            .thenComparingLong(Key::bucket)
            .thenComparing(Key::keys, Key::compare);

    private static int compare(List<Long> some, List<Long> others) {
      for (int i = 0; i < some.size(); i++) {
        int compared = Long.compare(some.get(i), others.get(i));
        if (compared != 0) {
          return compared;
        }
      }
      return 0;
    }

    /** The smallest bucket of a row. */
    static Key of(SubjectRows of, long time, List<Long> keys) {
      var level = BucketLevel.FINE;
      return new Key(of.groupings().size() - 1, level, level.floor(time), keys);
    }

    Key at(BucketLevel longer) {
      return new Key(grouping, longer, longer.floor(bucket), keys);
    }
  }

  /** How far the buckets are, and what is kept. */
  Coverage coverage(Handle handle) {
    return handle
        .select(
            """
            SELECT position, rows_from, buckets_from, fine_from, settled_to FROM bucket_state
            WHERE subject = ?\
            """,
            of.rows())
        .map(
            (rows, _) ->
                new Coverage(
                    rows.getLong(1),
                    rows.getLong(2),
                    rows.getLong(3),
                    rows.getLong(4),
                    rows.getLong(5)))
        .one();
  }

  /** How many rows are in no bucket yet. */
  long waiting(Handle handle) {
    return handle
        .select(
            "SELECT coalesce(max(id), 0) - (SELECT position FROM bucket_state WHERE subject = ?)"
                + " FROM "
                + of.rows(),
            of.rows())
        .mapTo(Long.class)
        .one();
  }

  /**
   * The next rows, added up; nothing is written.
   *
   * @param limit at most so many where they have to be read
   */
  Increment next(Handle handle, FreshSums fresh, int limit) throws SQLException {
    var coverage = coverage(handle);
    var taken = fresh.take(coverage.position());
    if (taken.isPresent()) {
      var sums = taken.get();
      int count = Math.toIntExact(sums.last() - coverage.position());
      return increment(handle, coverage, sums.last(), count, sums.sums());
    }
    return read(handle, coverage, fresh.first(), limit);
  }

  private Increment read(Handle handle, Coverage coverage, long before, int limit)
      throws SQLException {
    var fine = new HashMap<Key, FigureSum>();
    long last = coverage.position();
    int count = 0;
    try (var statement = handle.getConnection().prepareStatement(selectRows)) {
      statement.setLong(1, last);
      statement.setLong(2, before);
      statement.setInt(3, limit);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          last = rows.getLong(1);
          count++;
          add(rows, fine);
        }
      }
    }
    return increment(handle, coverage, last, count, fine);
  }

  private void add(ResultSet rows, Map<Key, FigureSum> fine) throws SQLException {
    var keys = keys(rows, 3 + of.counts().size() + of.durations().size());
    var key = Key.of(of, rows.getLong(2), keys);
    FigureTable.add(rows, of, fine.computeIfAbsent(key, _ -> new FigureSum(of)), 3);
  }

  private List<Long> keys(ResultSet rows, int column) throws SQLException {
    var keys = new ArrayList<Long>(of.keys().size());
    for (int i = 0; i < of.keys().size(); i++) {
      keys.add(rows.getLong(column + i));
    }
    return keys;
  }

  private Increment increment(
      Handle handle, Coverage coverage, long last, int rows, Map<Key, FigureSum> fine)
      throws SQLException {
    var sums = BucketSums.of(of, coverage, fine);
    if (sums.settledTo() > coverage.settledTo()) {
      settle(handle, coverage.settledTo(), sums);
    }
    return new Increment(coverage.position(), last, rows, sums);
  }

  /** Adds the finest buckets of what is settled now to longer ones. */
  private void settle(Handle handle, long from, BucketSums sums) throws SQLException {
    try (var select = handle.getConnection().prepareStatement(selectFine)) {
      for (int grouping = 0; grouping < of.groupings().size(); grouping++) {
        select.setInt(1, grouping);
        select.setInt(2, BucketLevel.FINE.number());
        select.setLong(3, from);
        select.setLong(4, sums.settledTo());
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            var keys = keys(rows, 2);
            var key = new Key(grouping, BucketLevel.FINE, rows.getLong(1), keys);
            sums.settle(key, rows.getBytes(2 + keys.size()));
          }
        }
      }
    }
  }

  /**
   * Writes an increment, unless another one was written since it was read.
   *
   * @return whether it was written
   */
  boolean write(Handle handle, Increment increment) throws SQLException {
    if (coverage(handle).position() != increment.after) {
      return false;
    }
    try (var select = handle.getConnection().prepareStatement(selectBucket);
        var replace = handle.getConnection().prepareStatement(replaceBucket)) {
      for (var each : increment.sums.inOrder()) {
        addWritten(select, each.getKey(), each.getValue());
        bind(replace, each.getKey(), each.getValue());
        replace.addBatch();
      }
      replace.executeBatch();
    }
    handle.execute(
        "UPDATE bucket_state SET position = ?, fine_from = ?, settled_to = ? WHERE subject = ?",
        increment.last,
        increment.sums.fineFrom(),
        increment.sums.settledTo(),
        of.rows());
    return true;
  }

  private static void addWritten(PreparedStatement select, Key key, FigureSum sum)
      throws SQLException {
    bind(select, key);
    try (var rows = select.executeQuery()) {
      if (rows.next()) {
        sum.addWritten(rows.getBytes(1));
      }
    }
  }

  private static int bind(PreparedStatement statement, Key key) throws SQLException {
    statement.setInt(1, key.grouping);
    statement.setInt(2, key.level.number());
    statement.setLong(3, key.bucket);
    int at = 4;
    for (long each : key.keys) {
      statement.setLong(at++, each);
    }
    return at;
  }

  private static void bind(PreparedStatement replace, Key key, FigureSum sum) throws SQLException {
    int at = bind(replace, key);
    replace.setBytes(at, sum.written());
  }
}

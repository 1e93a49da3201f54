package dev.tutti.report;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
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
  private final String selectBucket;
  private final String replaceBucket;

  BucketTable(SubjectRows of) {
    this.of = of;
    var keys = String.join(", ", of.keys());
    this.selectRows =
        "SELECT id, %s, %s, %s FROM %s WHERE id > ? AND id < ? ORDER BY id LIMIT ?"
            .formatted(of.time(), of.selection(), keys, of.rows());
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
   * @param fineFrom the finest buckets of earlier times are left out
   */
  record Increment(long after, long last, int rows, long fineFrom, Map<Key, FigureSum> sums) {}

  /**
   * Bucket of some keys.
   *
   * @param keys numbers of words; 0 for those that its grouping does not have
   */
  record Key(int grouping, BucketLevel level, long bucket, List<Long> keys) {
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
            "SELECT position, rows_from, buckets_from, fine_from FROM bucket_state WHERE subject ="
                + " ?",
            of.rows())
        .map(
            (rows, _) ->
                new Coverage(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)))
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
      return increment(coverage, sums.last(), count, sums.sums());
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
    return increment(coverage, last, count, fine);
  }

  private void add(ResultSet rows, Map<Key, FigureSum> fine) throws SQLException {
    int column = 3 + of.counts().size() + of.durations().size();
    var keys = new ArrayList<Long>(of.keys().size());
    for (int i = 0; i < of.keys().size(); i++) {
      keys.add(rows.getLong(column + i));
    }
    FigureTable.add(rows, of, sum(fine, Key.of(of, rows.getLong(2), keys)), 3);
  }

  /** All that is to be written; the finest buckets only of some hours before the latest row. */
  private Increment increment(Coverage coverage, long last, int rows, Map<Key, FigureSum> fine) {
    long latest = fine.keySet().stream().mapToLong(Key::bucket).max().orElse(0);
    long fineFrom = Math.max(coverage.fineFrom(), latest - FINE_KEPT.toMillis());
    var sums = everyBucket(fine);
    sums.keySet().removeIf(key -> key.level == BucketLevel.FINE && key.bucket < fineFrom);
    return new Increment(coverage.position(), last, rows, fineFrom, sums);
  }

  /** The buckets of all groupings and levels that a row of these is in. */
  private Map<Key, FigureSum> everyBucket(Map<Key, FigureSum> fine) {
    var grouped = new HashMap<>(fine);
    for (int i = 0; i < of.groupings().size() - 1; i++) {
      for (var each : fine.entrySet()) {
        sum(grouped, grouped(each.getKey(), i)).add(each.getValue());
      }
    }
    var all = new HashMap<>(grouped);
    for (var level : EnumSet.complementOf(EnumSet.of(BucketLevel.FINE))) {
      grouped.forEach((key, sum) -> sum(all, key.at(level)).add(sum));
    }
    return all;
  }

  private FigureSum sum(Map<Key, FigureSum> sums, Key key) {
    return sums.computeIfAbsent(key, _ -> new FigureSum(of));
  }

  private Key grouped(Key key, int grouping) {
    var kept = new ArrayList<>(key.keys);
    for (int i = 0; i < kept.size(); i++) {
      if (!of.groupings().get(grouping).contains(of.keys().get(i))) {
        kept.set(i, 0L);
      }
    }
    return new Key(grouping, key.level, key.bucket, kept);
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
      for (var each : increment.sums.entrySet()) {
        addWritten(select, each.getKey(), each.getValue());
        bind(replace, each.getKey(), each.getValue());
        replace.addBatch();
      }
      replace.executeBatch();
    }
    handle.execute(
        "UPDATE bucket_state SET position = ?, fine_from = ? WHERE subject = ?",
        increment.last,
        increment.fineFrom,
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

package dev.tutti.report;

import java.util.ArrayList;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The SQL that deletes rows and buckets of one subject, and notes what is kept. */
final class RetentionTable {
  private final SubjectRows of;

  RetentionTable(SubjectRows of) {
    this.of = of;
  }

  /**
   * Deletes rows that are in buckets. The last of these stays, so that no later row gets its id.
   *
   * @param before only rows of earlier times, in milliseconds
   * @param limit at most so many
   * @return how many
   */
  int deleteRows(Handle handle, long before, int limit) {
    var times = of.table().within(0, before);
    var arguments = new ArrayList<>(times.arguments());
    arguments.add(limit);
    int deleted =
        handle.execute(
            """
            DELETE FROM %1$s WHERE id IN (
              SELECT id FROM %1$s WHERE %2$s
                AND +id < (SELECT position FROM bucket_state WHERE subject = '%1$s') LIMIT ?)\
            """
                .formatted(of.rows(), times.sql()),
            arguments.toArray());
    if (deleted > 0) {
      note(handle, "rows_from", before);
    }
    return deleted;
  }

  /**
   * Deletes the oldest four hours of buckets, of all levels, once their day is over and old enough.
   *
   * @return whether there may be more
   */
  boolean deleteOldest(Handle handle, long before) {
    long day = BucketLevel.DAY.floor(before);
    var oldest = oldest(handle, BucketLevel.QUARTER);
    if (oldest.isEmpty() || oldest.getAsLong() >= day) {
      return false;
    }
    long end = BucketLevel.FOUR_HOURS.ceiling(oldest.getAsLong() + 1);
    for (var level : BucketLevel.values()) {
      delete(handle, level, end);
    }
    note(handle, "buckets_from", day);
    return true;
  }

  /**
   * Deletes a quarter of an hour of the finest buckets that are not to be kept.
   *
   * @return whether there may be more
   */
  boolean deleteFine(Handle handle) {
    long before = new BucketTable(of).coverage(handle).fineFrom();
    var oldest = oldest(handle, BucketLevel.FINE);
    if (oldest.isEmpty() || oldest.getAsLong() >= before) {
      return false;
    }
    delete(
        handle,
        BucketLevel.FINE,
        Math.min(before, BucketLevel.QUARTER.ceiling(oldest.getAsLong() + 1)));
    return true;
  }

  private void delete(Handle handle, BucketLevel level, long before) {
    for (int grouping = 0; grouping < of.groupings().size(); grouping++) {
      handle.execute(
          "DELETE FROM %s WHERE grouping = ? AND level = ? AND bucket < ?".formatted(of.buckets()),
          grouping,
          level.number(),
          before);
    }
  }

  private OptionalLong oldest(Handle handle, BucketLevel level) {
    return handle
        .select(
            "SELECT min(bucket) FROM %s WHERE grouping = 0 AND level = ?".formatted(of.buckets()),
            level.number())
        .map(
            (rows, _) ->
                rows.getLong(1) == 0 ? OptionalLong.empty() : OptionalLong.of(rows.getLong(1)))
        .one();
  }

  private void note(Handle handle, String column, long time) {
    handle.execute(
        "UPDATE bucket_state SET %1$s = max(%1$s, ?) WHERE subject = ?".formatted(column),
        time,
        of.rows());
  }
}

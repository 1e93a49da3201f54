package dev.tutti.monitor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of samples of resources. */
final class ResourceTable {
  private static final String INSERT =
      """
      INSERT INTO resource_sample (at, process_cpu, machine_cpu, heap, heap_max, outside_heap,
        collecting, threads, loop_lag, open_files, max_files, disk_free, data_size)
      VALUES (:at, :processCpu, :machineCpu, :heap, :heapMax, :outsideHeap, :collecting, :threads,
        :loopLag, :openFiles, :maxFiles, :diskFree, :dataSize)
      ON CONFLICT (at) DO NOTHING\
      """;

  /** Every n-th row of those that there are, so that the limit holds. */
  private static final String SAMPLES =
      """
      SELECT * FROM (
        SELECT *, row_number() OVER (ORDER BY at) - 1 AS place, count(*) OVER () AS n
        FROM resource_sample WHERE at >= :from AND at < :to)
      WHERE place % max(1, (n + :limit - 1) / :limit) = 0 ORDER BY at\
      """;

  private ResourceTable() {}

  static void insert(Handle handle, TimedSample sample) {
    var is = sample.resources();
    handle
        .createUpdate(INSERT)
        .bind("at", sample.at().toEpochMilli())
        .bind("processCpu", is.processCpu())
        .bind("machineCpu", is.machineCpu())
        .bind("heap", is.heap())
        .bind("heapMax", is.heapMax())
        .bind("outsideHeap", is.outsideHeap())
        .bind("collecting", is.collecting().toMillis())
        .bind("threads", is.threads())
        .bind("loopLag", is.loopLag().toNanos() / 1_000)
        .bind("openFiles", is.openFiles())
        .bind("maxFiles", is.maxFiles())
        .bind("diskFree", is.diskFree())
        .bind("dataSize", is.dataSize())
        .execute();
  }

  /** Deletes those before a time; answers how many. */
  static int delete(Handle handle, Instant before) {
    return handle
        .createUpdate("DELETE FROM resource_sample WHERE at < ?")
        .bind(0, before.toEpochMilli())
        .execute();
  }

  static List<TimedSample> samples(Handle handle, Instant from, Instant to, int limit) {
    return handle
        .createQuery(SAMPLES)
        .bind("from", from.toEpochMilli())
        .bind("to", to.toEpochMilli())
        .bind("limit", limit)
        .map((rows, _) -> sample(rows))
        .list();
  }

  private static TimedSample sample(ResultSet rows) throws SQLException {
    return new TimedSample(
        Instant.ofEpochMilli(rows.getLong("at")),
        new ResourceSample(
            rows.getDouble("process_cpu"),
            rows.getDouble("machine_cpu"),
            rows.getLong("heap"),
            rows.getLong("heap_max"),
            rows.getLong("outside_heap"),
            Duration.ofMillis(rows.getLong("collecting")),
            rows.getInt("threads"),
            Duration.ofNanos(rows.getLong("loop_lag") * 1_000),
            rows.getLong("open_files"),
            rows.getLong("max_files"),
            rows.getLong("disk_free"),
            rows.getLong("data_size")));
  }
}

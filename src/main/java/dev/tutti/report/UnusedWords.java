package dev.tutti.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The SQL that finds and deletes words which neither rows nor buckets have any more: names of end
 * users, for one, are not to stay behind their calls.
 *
 * <p>No row is looked at. Each word has a day, and no row with it is of a later one; the ledger's
 * writer sees to that. So a word whose day is before that of the first row is in no row, which is
 * looked up again in the transaction that deletes it. Buckets are kept for longer: those of a day,
 * and the shortest of what no day has yet, by the smallest grouping of each key, say which words
 * they have, and no bucket gets a word that no row has. Who remembers numbers of words sees by the
 * count of deletions that they may stand for something else by now.
 */
final class UnusedWords {
  private static final long DAY = 86_400_000;

  /** Key of buckets that is a number itself. */
  private static final String NUMBER = "status";

  private UnusedWords() {}

  /**
   * What is kept, by the days of the first row and of the first bucket, counted from 1970-01-01
   * UTC; those of a time far ahead where there is none.
   */
  private record Kept(long rows, long buckets) {}

  /**
   * How far words were looked at.
   *
   * @param kept what was kept then: nothing else changes what may be deleted
   * @param after id of the last one; {@link #END} when all were
   */
  record Sweep(Kept kept, long after) {
    private static final long END = Long.MAX_VALUE;

    /** Nothing was looked at. */
    static final Sweep NONE = new Sweep(new Kept(0, 0), 0);

    /** Whether no word is left that was not looked at. */
    boolean isOver() {
      return after == END;
    }
  }

  /** Words that may be deleted, and how far that is. */
  record Found(Sweep sweep, List<Long> unused) {}

  /**
   * Looks at the next words.
   *
   * @param limit at most so many
   */
  static Found find(Handle handle, Sweep before, int limit) {
    var kept = kept(handle);
    var sweep = kept.equals(before.kept) ? before : new Sweep(kept, 0);
    if (sweep.isOver()) {
      return new Found(sweep, List.of());
    }
    var candidates =
        handle
            .select(
                "SELECT id FROM word WHERE id > ? AND seen < ? ORDER BY id LIMIT ?",
                sweep.after,
                kept.rows,
                limit)
            .mapTo(Long.class)
            .list();
    if (candidates.isEmpty()) {
      return new Found(new Sweep(kept, Sweep.END), List.of());
    }
    var unused = new ArrayList<>(candidates);
    unused.removeIf(inBuckets(handle)::contains);
    return new Found(new Sweep(kept, candidates.getLast()), unused);
  }

  private static Kept kept(Handle handle) {
    return new Kept(
        first(handle, SubjectRows::first),
        first(
            handle,
            of ->
                "SELECT min(bucket) FROM %s WHERE grouping = 0 AND level = %d"
                    .formatted(of.buckets(), BucketLevel.DAY.number())));
  }

  /** The first day that a selection finds of a subject. */
  private static long first(Handle handle, Function<SubjectRows, String> selection) {
    long first = Long.MAX_VALUE;
    for (var subject : FigureSubject.values()) {
      var sql = "SELECT coalesce((%s), ?)".formatted(selection.apply(SubjectRows.of(subject)));
      first = Math.min(first, handle.select(sql, Long.MAX_VALUE).mapTo(Long.class).one());
    }
    return first / DAY;
  }

  private static Set<Long> inBuckets(Handle handle) {
    var words = new HashSet<Long>();
    for (var subject : FigureSubject.values()) {
      var of = SubjectRows.of(subject);
      for (var key : of.keys()) {
        if (!key.equals(NUMBER)) {
          words.addAll(inBuckets(handle, of, key));
        }
      }
    }
    return words;
  }

  /** What has come lately is in the shortest buckets alone. */
  private static List<Long> inBuckets(Handle handle, SubjectRows of, String key) {
    int grouping = of.grouping(List.of(key)).orElseThrow();
    return handle
        .select(
            """
            SELECT %1$s FROM %2$s WHERE grouping = ? AND level = ?
            UNION
            SELECT %1$s FROM %2$s WHERE grouping = ? AND level = ?
              AND bucket >= (SELECT settled_to FROM bucket_state WHERE subject = '%3$s')\
            """
                .formatted(key, of.buckets(), of.rows()),
            grouping,
            BucketLevel.DAY.number(),
            grouping,
            BucketLevel.FINE.number())
        .mapTo(Long.class)
        .list();
  }

  /**
   * Deletes words that were found; one that a row has got since stays.
   *
   * @return how many
   */
  static int delete(Handle handle, List<Long> unused) {
    long rows = kept(handle).rows;
    var batch = handle.prepareBatch("DELETE FROM word WHERE id = ? AND seen < ?");
    unused.forEach(id -> batch.bind(0, id).bind(1, rows).add());
    int deleted = Arrays.stream(batch.execute()).sum();
    if (deleted > 0) {
      handle.execute("UPDATE word_deletion SET count = count + 1");
    }
    return deleted;
  }
}

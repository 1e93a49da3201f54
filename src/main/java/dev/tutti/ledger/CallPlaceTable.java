package dev.tutti.ledger;

import dev.tutti.call.RequestIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The places of a call's rows. An index of ids would be as dear to keep as the rows themselves,
 * since every call writes two of them; but a call's id tells when it came, and there is an index of
 * times. Looked at is what came with it, then what came soon after, as a call begins when its body
 * is there.
 */
final class CallPlaceTable {
  private static final long BEFORE = Duration.ofSeconds(1).toMillis();
  private static final long NEAR = Duration.ofSeconds(2).toMillis();
  private static final long FAR = Duration.ofMinutes(10).toMillis();

  private static final String NEWEST = "SELECT max(id) FROM call WHERE id > ? AND call_id = ?";
  private static final String LAST = "SELECT coalesce(max(id), 0) FROM call";

  private static final String ATTEMPTS =
      "SELECT id FROM attempt WHERE ended_at BETWEEN ? AND ? AND call_id = ? ORDER BY +id";

  private static final String SPAN =
      "SELECT started_at, total / 1000 AS total, attempts FROM call WHERE id = ?";

  private CallPlaceTable() {}

  /** When a call began, how many milliseconds it took, and how many attempts it made. */
  private record Span(long started, long total, long attempts) {}

  /** The row of a call; an id of another form is looked for among the newest rows only. */
  static Optional<Long> row(Handle handle, String id) {
    var millis = RequestIds.millis(id);
    if (millis.isEmpty()) {
      long last = handle.select(LAST).mapTo(Long.class).one();
      return number(handle, NEWEST, last - CallQueries.MOST_SEEN, id);
    }
    long at = millis.getAsLong();
    return row(handle, id, at - BEFORE, at + NEAR).or(() -> row(handle, id, at + NEAR, at + FAR));
  }

  private static Optional<Long> row(Handle handle, String id, long from, long to) {
    var times = LedgerTable.CALL.within(from, to + 1);
    var arguments = new ArrayList<>(times.arguments());
    arguments.add(id);
    // The plus keeps SQLite from walking through the table in the order of the ids.
    var sql = "SELECT max(+id) FROM call WHERE %s AND call_id = ?".formatted(times.sql());
    return number(handle, sql, arguments.toArray());
  }

  private static Optional<Long> number(Handle handle, String sql, Object... arguments) {
    return handle.select(sql, arguments).mapTo(Long.class).findOne();
  }

  /** The rows of a call's attempts; some may end after it. */
  static List<Long> attempts(Handle handle, String id, long row) {
    var span =
        handle
            .select(SPAN, row)
            .map(
                (found, _) ->
                    new Span(
                        found.getLong("started_at"),
                        found.getLong("total"),
                        found.getLong("attempts")))
            .one();
    long end = span.started() + span.total();
    var near = attempts(handle, id, span.started() - BEFORE, end + NEAR);
    return near.size() >= span.attempts()
        ? near
        : attempts(handle, id, span.started() - BEFORE, end + FAR);
  }

  private static List<Long> attempts(Handle handle, String id, long from, long to) {
    return handle.select(ATTEMPTS, from, to, id).mapTo(Long.class).list();
  }
}

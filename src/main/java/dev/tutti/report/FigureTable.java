package dev.tutti.report;

import dev.tutti.chat.Fault;
import dev.tutti.query.Condition;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.UnableToProduceResultException;

/** The SQL that adds up rows and buckets. */
final class FigureTable {
  /** The most rows that are read one by one, so that a query ends in some seconds. */
  private static final int MOST_ROWS = 3_000_000;

  private static final int FETCH = 1_000;

  /** Calls that take longer are in an index of their own, {@code call_slow}. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final Handle handle;
  private final FigureQuery query;
  private final FigureQuery.Target target;
  private int rowsLeft = MOST_ROWS;

  private FigureTable(Handle handle, FigureQuery query, FigureQuery.Target target) {
    this.handle = handle;
    this.query = query;
    this.target = target;
  }

  /**
   * Adds everything that a query means, each row once.
   *
   * @throws Fault {@code invalid_request} when too many rows had to be read one by one
   */
  static void read(Handle handle, FigureQuery query, Coverage coverage, FigureQuery.Target target) {
    try {
      new FigureTable(handle, query, target).read(coverage);
    } catch (SQLException e) {
      throw new UnableToProduceResultException(e);
    }
  }

  private void read(Coverage coverage) throws SQLException {
    earlier();
    var time = query.of().time();
    var grouping = query.grouping();
    if (grouping == null) {
      rows(time + " >= ? AND " + time + " < ?", query.from(), query.to());
      return;
    }
    var plan = SpanPlan.of(query.edges(), coverage.fineFrom());
    for (var level : BucketLevel.values()) {
      for (var span : plan.of(level)) {
        buckets(grouping, level, span);
      }
    }
    for (var span : plan.rows()) {
      rows(
          time + " >= ? AND " + time + " < ? AND +id <= ?",
          span.from(),
          span.to(),
          coverage.position());
    }
    since(coverage.position());
  }

  /**
   * Adds rows that are in no bucket yet. They are found by their ids while they are few, as they
   * usually are, and by their times where even fewer rows are of the span.
   */
  private void since(long position) throws SQLException {
    var which =
        isFewerThan(Math.max(0, newest() - position))
            ? "+id > ? AND %1$s >= ? AND %1$s < ?"
            : "id > ? AND +%1$s >= ? AND +%1$s < ?";
    rows(which.formatted(query.of().time()), position, query.from(), query.to());
  }

  private long newest() {
    return handle
        .select("SELECT coalesce(max(id), 0) FROM " + query.of().rows())
        .mapTo(Long.class)
        .one();
  }

  /** Whether the span has fewer rows than so many, of which no more are looked at. */
  private boolean isFewerThan(long rows) {
    var sql =
        "SELECT count(*) FROM (SELECT 1 FROM %1$s WHERE %2$s >= ? AND %2$s < ? LIMIT ?)"
            .formatted(query.of().rows(), query.of().time());
    long found = handle.select(sql, query.from(), query.to(), rows).mapTo(Long.class).one();
    return found < rows;
  }

  /** Adds rows of earlier times that had not ended; they are of the first span. */
  private void earlier() throws SQLException {
    var of = query.of();
    if (query.longest() > 0 && !of.end().equals(of.time())) {
      earlier(of.rows(), "<", Math.min(query.longest(), SLOW.toMillis()));
      earlier(of.rows() + " INDEXED BY call_slow", ">=", query.longest());
    }
  }

  private void earlier(String table, String compared, long longest) throws SQLException {
    var of = query.of();
    rowsAt(
        table,
        Long.toString(query.from()),
        "total %1$s %2$d AND %3$s >= ? AND %3$s < ? AND %4$s >= ?"
            .formatted(compared, SLOW.toNanos() / 1_000, of.time(), of.end()),
        query.from() - longest,
        query.from(),
        query.from());
  }

  private void buckets(int grouping, BucketLevel level, SpanPlan.Span span) throws SQLException {
    var sql =
        "SELECT bucket, figures%s FROM %s WHERE grouping = ? AND level = ? AND bucket >= ? AND bucket < ? AND %s"
            .formatted(selectedKeys(), query.of().buckets(), query.filter().sql());
    try (var statement = handle.getConnection().prepareStatement(sql)) {
      bind(statement, List.of(grouping, level.number(), span.from(), span.to()), query.filter());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          target.at(rows.getLong(1), key(rows, 3)).addWritten(rows.getBytes(2));
        }
      }
    }
  }

  private void rows(String which, Object... arguments) throws SQLException {
    rowsAt(query.of().rows(), query.of().time(), which, arguments);
  }

  private void rowsAt(String table, String time, String which, Object... arguments)
      throws SQLException {
    var sql =
        "SELECT %s, %s%s FROM %s WHERE %s AND %s LIMIT %d"
            .formatted(
                time,
                query.of().selection(),
                selectedKeys(),
                table,
                which,
                query.filter().sql(),
                rowsLeft + 1);
    try (var statement = handle.getConnection().prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      bind(statement, Arrays.asList(arguments), query.filter());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          add(rows);
        }
      }
    }
  }

  private void add(ResultSet rows) throws SQLException {
    if (--rowsLeft < 0) {
      throw Fault.invalid(
          "from, to",
          "more than %d rows would have to be read (expected: a shorter span, or a filter and groups of %s only)"
              .formatted(MOST_ROWS, String.join(", ", query.of().keys())));
    }
    int counts = query.of().counts().size();
    int durations = query.of().durations().size();
    add(rows, query.of(), target.at(rows.getLong(1), key(rows, 2 + counts + durations)), 2);
  }

  /** Adds what {@link SubjectRows#selection} has selected from a column on. */
  static void add(ResultSet rows, SubjectRows of, FigureSum sum, int column) throws SQLException {
    int at = column;
    for (int i = 0; i < of.counts().size(); i++) {
      sum.count(i, rows.getLong(at++));
    }
    for (int i = 0; i < of.durations().size(); i++) {
      long micros = rows.getLong(at++);
      if (micros != 0 || !rows.wasNull()) {
        sum.duration(i, micros);
      }
    }
  }

  private String selectedKeys() {
    return query.keys().isEmpty() ? "" : ", " + String.join(", ", query.keys());
  }

  private List<Object> key(ResultSet rows, int column) throws SQLException {
    int size = query.keys().size();
    if (size == 0) {
      return List.of();
    }
    var key = new ArrayList<Object>(size);
    for (int i = 0; i < size; i++) {
      key.add(rows.getObject(column + i));
    }
    return key;
  }

  private static void bind(PreparedStatement statement, List<?> arguments, Condition filter)
      throws SQLException {
    int at = 1;
    for (var each : arguments) {
      statement.setObject(at++, each);
    }
    for (var each : filter.arguments()) {
      statement.setObject(at++, each);
    }
  }
}

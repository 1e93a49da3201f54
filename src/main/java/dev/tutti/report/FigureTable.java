package dev.tutti.report;

import dev.tutti.chat.Fault;
import dev.tutti.query.Condition;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.UnableToProduceResultException;

/** The SQL that adds up rows and buckets. */
final class FigureTable {
  /** The most rows that are read one by one, so that a query ends in some seconds. */
  private static final int MOST_ROWS = 3_000_000;

  private static final int FETCH = 1_000;

  /** Calls that take longer are in an index of their own, {@code call_slow_end}. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  private static final long SLOW_MICROS = SLOW.toNanos() / 1_000;

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
    var grouping = query.grouping();
    if (grouping == null) {
      rows(within(query.from(), query.to()));
      return;
    }
    var plan = SpanPlan.of(query.edges(), coverage);
    for (var level : BucketLevel.values()) {
      for (var span : plan.of(level)) {
        buckets(grouping, level, span);
      }
    }
    var added = new Condition("+id <= ?", List.of(coverage.position()));
    for (var span : plan.rows()) {
      rows(within(span.from(), span.to()), added);
    }
    since(coverage.position());
  }

  private Condition within(long from, long to) {
    return query.of().table().within(from, to);
  }

  /**
   * Adds rows that are in no bucket yet. They are found by their ids while they are few, as they
   * usually are, and by their times where even fewer rows are of the span.
   */
  private void since(long position) throws SQLException {
    List<Object> after = List.of(position);
    if (isFewerThan(Math.max(0, newest() - position))) {
      rows(within(query.from(), query.to()), new Condition("+id > ?", after));
      return;
    }
    var times = "+%1$s >= ? AND +%1$s < ?".formatted(query.of().time());
    rows(new Condition("id > ?", after), new Condition(times, List.of(query.from(), query.to())));
  }

  private long newest() {
    return handle
        .select("SELECT coalesce(max(id), 0) FROM " + query.of().rows())
        .mapTo(Long.class)
        .one();
  }

  /** Whether the span has fewer rows than so many, of which no more are counted. */
  private boolean isFewerThan(long rows) {
    var near = query.of().table().near(query.from(), query.to());
    var sql =
        "SELECT count(*) FROM (SELECT 1 FROM %s WHERE %s LIMIT ?)"
            .formatted(query.of().rows(), near.sql());
    var arguments = new ArrayList<>(near.arguments());
    arguments.add(rows);
    long found = handle.select(sql, arguments.toArray()).mapTo(Long.class).one();
    return found < rows;
  }

  /** Adds rows of earlier times that had not ended; they are of the first span. */
  private void earlier() throws SQLException {
    var of = query.of();
    if (query.longest() > 0 && !of.end().equals(of.time())) {
      long from = query.from();
      var table = of.rows();
      earlier(
          table,
          within(from - Math.min(query.longest(), SLOW.toMillis()), from),
          new Condition("total < " + SLOW_MICROS, List.of()),
          new Condition(of.end() + " >= ?", List.of(from)));
      earlier(
          table + " INDEXED BY call_slow_end",
          new Condition("total >= " + SLOW_MICROS, List.of()),
          new Condition(
              "%1$s >= ? AND %1$s < ?".formatted(of.end()),
              List.of(from, from + 2 * query.longest())),
          new Condition(
              "%1$s >= ? AND %1$s < ?".formatted(of.time()),
              List.of(from - query.longest(), from)));
    }
  }

  private void earlier(String table, Condition... which) throws SQLException {
    rowsAt(table, Long.toString(query.from()), Condition.all(List.of(which)));
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

  private void rows(Condition... which) throws SQLException {
    rowsAt(query.of().rows(), query.of().time(), Condition.all(List.of(which)));
  }

  private void rowsAt(String table, String time, Condition which) throws SQLException {
    var sql =
        "SELECT %s, %s%s FROM %s WHERE %s AND %s LIMIT %d"
            .formatted(
                time,
                query.of().selection(),
                selectedKeys(),
                table,
                which.sql(),
                query.filter().sql(),
                rowsLeft + 1);
    try (var statement = handle.getConnection().prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      bind(statement, which.arguments(), query.filter());
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

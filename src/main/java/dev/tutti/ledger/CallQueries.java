package dev.tutti.ledger;

import dev.tutti.query.Condition;
import dev.tutti.query.Field;
import dev.tutti.query.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultBearing;
import org.jdbi.v3.core.result.ResultIterable;
import org.jspecify.annotations.Nullable;

/** The SQL that reads calls. */
final class CallQueries {
  private static final String DECISION =
      "CASE typeof(decision) WHEN 'integer' THEN (SELECT text FROM word WHERE id = decision)"
          + " ELSE coalesce(decision, '') END";

  /** Field that tells its time: looking for it is never long. */
  private static final String CALL = "call";

  /** Fields that indexes find, which have no empty ones. */
  private static final List<String> SPARSE = List.of("session", "task");

  /** Rows that a page looks at: 20 to 40 ms of work. */
  static final int MOST_SEEN = 100_000;

  private CallQueries() {}

  /**
   * A page of the newest calls.
   *
   * @param seen how many rows it looks at, at most
   */
  static CallPage page(Handle handle, Query query, long before, int limit, int seen) {
    long top =
        Math.min(
            before,
            handle.select("SELECT coalesce(max(id), 0) + 1 FROM call").mapTo(Long.class).one());
    var sparse = SPARSE.stream().filter(query::isPinned).findFirst();
    boolean isNamed = query.isPinned(CALL);
    long floor = sparse.isPresent() || isNamed ? 0 : Math.max(0, top - seen);
    var indexed = sparse.map(Condition::present).orElse(Condition.ALWAYS);
    var named = isNamed ? Condition.among("id", named(handle, query)) : Condition.ALWAYS;
    var all =
        Condition.all(List.of(query.condition(), indexed, named, Condition.atLeast("id", floor)));
    var rows = newest(handle, all, before, limit);
    if (rows.size() == limit) {
      return new CallPage(rows, rows.getLast().number());
    }
    boolean more =
        handle
            .select("SELECT EXISTS (SELECT 1 FROM call WHERE id < ?)", floor)
            .mapTo(Boolean.class)
            .one();
    return new CallPage(rows, more ? floor : null);
  }

  static List<CallRow> newest(Handle handle, Condition condition, long before, int limit) {
    var query =
        handle.createQuery(
            "SELECT id, %s FROM call WHERE %s AND id < ? ORDER BY id DESC LIMIT ?"
                .formatted(selections(CallFields.CALL), condition.sql()));
    int at = 0;
    for (var argument : condition.arguments()) {
      query.bind(at++, argument);
    }
    return rows(query.bind(at, before).bind(at + 1, limit))
        .map(row -> new CallRow(((Number) of(row, "id")).longValue(), fields(row, CallFields.CALL)))
        .list();
  }

  private static List<Long> named(Handle handle, Query query) {
    return query.pinned(CALL).stream()
        .flatMap(id -> CallPlaceTable.row(handle, id.toString()).stream())
        .toList();
  }

  static Optional<RecordedCall> one(Handle handle, String id) {
    return CallPlaceTable.row(handle, id).flatMap(row -> one(handle, id, row));
  }

  private static Optional<RecordedCall> one(Handle handle, String id, long row) {
    var query =
        handle.createQuery(
            "SELECT %s, %s AS decision_json FROM call WHERE id = ?"
                .formatted(selections(CallFields.CALL), DECISION));
    return rows(query.bind(0, row))
        .map(
            each ->
                new RecordedCall(
                    fields(each, CallFields.CALL),
                    (String) of(each, "decision_json"),
                    attempts(handle, id, row)))
        .findOne();
  }

  /** The calls of a query beside a call, among so many rows on each side. */
  static Optional<CallNeighbours> neighbours(Handle handle, Query query, String id) {
    return CallPlaceTable.row(handle, id)
        .map(
            row ->
                new CallNeighbours(
                    beside(handle, query.condition(), row + 1, row + MOST_SEEN, "ASC"),
                    beside(handle, query.condition(), row - MOST_SEEN, row - 1, "DESC")));
  }

  private static @Nullable String beside(
      Handle handle, Condition condition, long first, long last, String order) {
    var query =
        handle.createQuery(
            "SELECT call_id FROM call WHERE %s AND id BETWEEN ? AND ? ORDER BY id %s LIMIT 1"
                .formatted(condition.sql(), order));
    int at = 0;
    for (var argument : condition.arguments()) {
      query.bind(at++, argument);
    }
    return query.bind(at, first).bind(at + 1, last).mapTo(String.class).findOne().orElse(null);
  }

  /** The newest calls whose model was chosen for them, newest first, without their attempts. */
  static List<RecordedCall> routed(Handle handle, int limit) {
    var query =
        handle.createQuery(
            """
            SELECT %s, decision AS decision_json FROM call
            WHERE id > (SELECT coalesce(max(id), 0) - %d FROM call)
              AND typeof(decision) = 'text' AND decision LIKE '%%"step":"route"%%'
            ORDER BY id DESC LIMIT ?\
            """
                .formatted(selections(CallFields.CALL), MOST_SEEN));
    return rows(query.bind(0, limit))
        .map(
            row ->
                new RecordedCall(
                    fields(row, CallFields.CALL), (String) of(row, "decision_json"), List.of()))
        .list();
  }

  private static List<Map<String, Object>> attempts(Handle handle, String id, long row) {
    var attempts = CallPlaceTable.attempts(handle, id, row);
    if (attempts.isEmpty()) {
      return List.of();
    }
    var condition = Condition.among("id", attempts);
    var query =
        handle.createQuery(
            "SELECT %s FROM attempt WHERE %s ORDER BY number, id"
                .formatted(selections(CallFields.ATTEMPT), condition.sql()));
    for (int i = 0; i < attempts.size(); i++) {
      query.bind(i, attempts.get(i));
    }
    return rows(query).map(each -> fields(each, CallFields.ATTEMPT)).list();
  }

  private static ResultIterable<Map<String, Object>> rows(ResultBearing query) {
    return query.mapToMap();
  }

  private static Object of(Map<String, Object> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static String selections(List<Field> fields) {
    return fields.stream()
        .map(field -> field.selection() + " AS " + field.name())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Object> fields(Map<String, Object> row, List<Field> fields) {
    var shown = new LinkedHashMap<String, Object>();
    for (var field : fields) {
      var value = row.get(field.name());
      if (value != null) {
        shown.put(field.name(), field.shown(value));
      }
    }
    return shown;
  }
}

package dev.tutti.report.kind;

import dev.tutti.ledger.CallFields;
import dev.tutti.ledger.Ledger;
import dev.tutti.query.Condition;
import dev.tutti.report.ReportScope;
import dev.tutti.store.Store;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Where calls began to fail: their first attempts, where these have failed. A call that began to
 * fail may still have got its answer from another attempt, and what its caller was told may be the
 * failure of a later one.
 */
final class FirstCauseTable {
  private static final String SQL =
      """
      SELECT (SELECT text FROM word WHERE id = outcome) AS code,
        (SELECT text FROM word WHERE id = provider) || '/'
          || (SELECT text FROM word WHERE id = upstream_model) AS deployment,
        count(DISTINCT call_id) AS calls,
        sum(recovered) AS recovered,
        min(ended_at) AS first_at,
        max(ended_at) AS last_at
      FROM (
        SELECT call_id, outcome, provider, upstream_model, ended_at,
          (SELECT max((SELECT text FROM word WHERE id = call.outcome) = 'completed')
             FROM call WHERE call.call_id = failed.call_id AND call.failed_attempts > 0) AS recovered
        FROM (SELECT * FROM attempt WHERE ended_at >= ? AND ended_at < ?
            AND reason = (SELECT id FROM word WHERE text = 'first') AND <attempts>) AS failed
        WHERE outcome IS NOT (SELECT id FROM word WHERE text = 'completed') AND <calls>
          AND operation = coalesce(
            (SELECT max(operation) FROM call WHERE call.call_id = failed.call_id AND call.failed_attempts > 0), operation)
      )
      GROUP BY outcome, provider, upstream_model
      ORDER BY calls DESC, code, deployment
      LIMIT 1000\
      """;

  private static final String ALWAYS = Condition.ALWAYS.sql();

  private final Ledger ledger;

  FirstCauseTable(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The first causes of a scope, the most frequent one first, 1,000 at most. Blocking. */
  List<FirstCause> in(ReportScope scope) {
    return Store.await(ledger.read(handle -> read(handle, scope)));
  }

  private static String ofCall(Condition filter) {
    return "EXISTS (SELECT 1 FROM call WHERE call.call_id = failed.call_id AND call.failed_attempts"
        + " > 0 AND "
        + filter.sql()
        + ")";
  }

  private static List<FirstCause> read(Handle handle, ReportScope scope) {
    var filter = scope.filter().condition();
    boolean ofCalls =
        !scope.filter().isEverything() && CallFields.CALL.containsAll(scope.filter().fields());
    var query =
        handle.createQuery(
            SQL.replace("<attempts>", ofCalls ? ALWAYS : filter.sql())
                .replace("<calls>", ofCalls ? ofCall(filter) : ALWAYS));
    int at = 0;
    query.bind(at++, scope.from().toEpochMilli()).bind(at++, scope.to().toEpochMilli());
    for (var argument : filter.arguments()) {
      query.bind(at++, argument);
    }
    return query
        .map(
            (row, _) ->
                new FirstCause(
                    row.getString("code"),
                    row.getString("deployment"),
                    row.getLong("calls"),
                    row.getLong("recovered"),
                    Instant.ofEpochMilli(row.getLong("first_at")),
                    Instant.ofEpochMilli(row.getLong("last_at"))))
        .list();
  }
}

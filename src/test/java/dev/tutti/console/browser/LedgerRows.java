package dev.tutti.console.browser;

import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Rows of a running server's ledger, as plain SQL reads them.
 *
 * @param data folder of the server
 */
record LedgerRows(Path data) {
  private static final String SUMS =
      """
      SELECT
        (SELECT count(*) FROM call WHERE started_at >= :from AND started_at < :to),
        (SELECT count(*) FROM call WHERE started_at >= :from AND started_at < :to
           AND (SELECT text FROM word WHERE id = outcome) <> 'completed'),
        (SELECT coalesce(sum(cost), 0) FROM attempt WHERE ended_at >= :from AND ended_at < :to)
      """;

  private static final String EACH =
      """
      SELECT started_at, 1, 0 FROM call WHERE started_at >= :from AND started_at < :to
      UNION ALL
      SELECT ended_at, 0, coalesce(cost, 0) FROM attempt WHERE ended_at >= :from AND ended_at < :to
      """;

  /** Calls and what they cost. */
  record Sum(long calls, long nanoDollars) {
    Sum plus(Sum other) {
      return new Sum(calls + other.calls, nanoDollars + other.nanoDollars);
    }

    /** By the names of the measures. */
    Map<String, BigDecimal> figures() {
      return Map.of("calls", BigDecimal.valueOf(calls), "cost", BigDecimal.valueOf(nanoDollars, 9));
    }
  }

  private <T> T read(Function<Handle, T> query) {
    try (var store = Store.attach(StoreSettings.in(data))) {
      return Store.await(store.read(query::apply));
    }
  }

  /** Number of calls and attempts. */
  long count() {
    return read(
        handle ->
            handle
                .createQuery("SELECT (SELECT count(*) FROM call) + (SELECT count(*) FROM attempt)")
                .mapTo(Long.class)
                .one());
  }

  /** Calls, failed calls and cost of a span, by the names of the measures. */
  Map<String, BigDecimal> sums(Instant from, Instant to) {
    return read(
        handle ->
            handle
                .createQuery(SUMS)
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map(
                    (row, _) ->
                        Map.of(
                            "calls", BigDecimal.valueOf(row.getLong(1)),
                            "failed_calls", BigDecimal.valueOf(row.getLong(2)),
                            "cost", BigDecimal.valueOf(row.getLong(3), 9)))
                .one());
  }

  /** Calls and cost of each day of a zone that has any. */
  Map<String, Sum> days(Instant from, Instant to, ZoneId zone) {
    var days = new TreeMap<String, Sum>();
    read(
        handle -> {
          handle
              .createQuery(EACH)
              .bind("from", from.toEpochMilli())
              .bind("to", to.toEpochMilli())
              .map(
                  (row, _) ->
                      Map.entry(
                          LocalDate.ofInstant(Instant.ofEpochMilli(row.getLong(1)), zone),
                          new Sum(row.getLong(2), row.getLong(3))))
              .forEach(each -> days.merge(each.getKey().toString(), each.getValue(), Sum::plus));
          return days.size();
        });
    return days;
  }

  /** Attempts, tokens and nano-dollars of a call. */
  List<Long> call(String id) {
    return read(
        handle ->
            handle
                .createQuery(
                    "SELECT attempts, input_tokens + output_tokens, cost FROM call WHERE call_id ="
                        + " :id")
                .bind("id", id)
                .map((row, _) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)))
                .one());
  }
}

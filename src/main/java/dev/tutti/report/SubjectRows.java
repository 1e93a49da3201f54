package dev.tutti.report;

import dev.tutti.ledger.LedgerTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of a subject, and what is added up of them.
 *
 * @param table the table of rows
 * @param buckets the table of buckets
 * @param time the column with the time that counts, in milliseconds
 * @param keys columns that buckets have, too
 * @param groupings sets of keys by which buckets are kept, so that most questions are answered from
 *     few of them; all keys are the last one
 * @param counts what is added up; from the seventh to the 16th those of {@link Spend}
 * @param durations columns of which there are distributions, in microseconds
 */
record SubjectRows(
    FigureSubject subject,
    LedgerTable table,
    String buckets,
    String time,
    List<String> keys,
    List<List<String>> groupings,
    List<RowCount> counts,
    List<String> durations) {

  private static final List<String> CALL_KEYS =
      List.of(
          "endpoint",
          "key_id",
          "owner",
          "operation",
          "model",
          "skill",
          "revision",
          "outcome",
          "status");

  private static final List<String> ATTEMPT_KEYS =
      List.of(
          "key_id",
          "owner",
          "operation",
          "model",
          "skill",
          "provider",
          "upstream_model",
          "price",
          "outcome",
          "reason");

  private static final SubjectRows CALLS = calls(new RowCount.Of(LedgerTable.CALL));
  private static final SubjectRows ATTEMPTS = attempts(new RowCount.Of(LedgerTable.ATTEMPT));

  private static SubjectRows calls(RowCount.Of call) {
    var completed = call.is("outcome", "completed");
    return new SubjectRows(
        FigureSubject.CALL,
        LedgerTable.CALL,
        "call_bucket",
        "started_at",
        CALL_KEYS,
        List.of(
            List.of(),
            List.of("model"),
            List.of("owner", "key_id"),
            List.of("model", "outcome", "status"),
            List.of("endpoint", "operation", "skill", "revision"),
            CALL_KEYS),
        withSpend(
            call,
            List.of(
                RowCount.all(),
                RowCount.when(completed),
                RowCount.when(completed.and(call.isPositive("failed_attempts"))),
                RowCount.when(call.is("cache", "hit")),
                call.column("coalesced"),
                RowCount.when(call.isNot("degraded", ""))),
            call.column("unpriced"),
            List.of(call.column("saved_tokens"), call.column("saved_cost"))),
        List.of(
            "total",
            "first_token",
            "overhead",
            "guard_wait",
            "retry_wait",
            "limit_wait",
            "turn_wait"));
  }

  private static SubjectRows attempts(RowCount.Of attempt) {
    var failed = attempt.isNot("outcome", "completed");
    return new SubjectRows(
        FigureSubject.ATTEMPT,
        LedgerTable.ATTEMPT,
        "attempt_bucket",
        "ended_at",
        ATTEMPT_KEYS,
        List.of(
            List.of(),
            List.of("model"),
            List.of("owner", "key_id"),
            List.of("operation", "skill"),
            List.of("provider", "upstream_model", "price", "outcome", "reason"),
            ATTEMPT_KEYS),
        withSpend(
            attempt,
            List.of(
                RowCount.all(),
                RowCount.when(failed),
                RowCount.when(attempt.is("reason", "retry")),
                RowCount.when(attempt.is("reason", "fallback")),
                RowCount.when(attempt.is("reason", "probe")),
                attempt.where(failed, "cost")),
            RowCount.when(attempt.isAbsent("cost")),
            List.of()),
        List.of("duration", "first_token"));
  }

  static SubjectRows of(FigureSubject subject) {
    return switch (subject) {
      case CALL -> CALLS;
      case ATTEMPT -> ATTEMPTS;
    };
  }

  /** The number of the smallest grouping that has some columns; empty where none has. */
  OptionalInt grouping(Collection<String> columns) {
    return IntStream.range(0, groupings.size())
        .filter(each -> groupings.get(each).containsAll(columns))
        .findFirst();
  }

  /** Selection of the first time of a row, to four seconds, which a day has a whole number of. */
  String first() {
    return switch (subject) {
      case CALL -> "SELECT min(started_at / 4000) * 4000 FROM call";
      case ATTEMPT -> "SELECT min(ended_at) FROM attempt";
    };
  }

  /** Expression of when a row ended, in milliseconds. */
  String end() {
    return switch (subject) {
      case CALL -> "started_at + total / 1000";
      case ATTEMPT -> time;
    };
  }

  private static List<RowCount> withSpend(
      RowCount.Of table, List<RowCount> counts, RowCount unpriced, List<RowCount> others) {
    var all = new ArrayList<>(counts);
    for (var tokens :
        List.of(
            "input_tokens",
            "cached_input_tokens",
            "cache_write_tokens",
            "audio_input_tokens",
            "output_tokens",
            "reasoning_tokens",
            "audio_output_tokens")) {
      all.add(table.capped(tokens));
    }
    all.addAll(List.of(table.column("cost"), unpriced, table.column("estimated")));
    all.addAll(others);
    return List.copyOf(all);
  }

  /** The name of the table of rows in SQL. */
  String rows() {
    return table.sql();
  }

  /** What is selected of a row behind its keys: everything that is added up. */
  String selection() {
    return counts.stream().map(RowCount::sql).collect(Collectors.joining(", "))
        + ", "
        + String.join(", ", durations);
  }
}

package dev.tutti.report;

import dev.tutti.chat.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Rows of a subject, and what is added up of them.
 *
 * @param rows the table of rows
 * @param buckets the table of buckets
 * @param time the column with the time that counts, in milliseconds
 * @param keys columns that buckets have, too
 * @param groupings sets of keys by which buckets are kept, so that most questions are answered from
 *     few of them; all keys are the last one
 * @param counts expressions of what is added up; from the seventh to the 16th those of {@link
 *     Spend}
 * @param durations columns of which there are distributions, in microseconds
 */
record SubjectRows(
    FigureSubject subject,
    String rows,
    String buckets,
    String time,
    List<String> keys,
    List<List<String>> groupings,
    List<String> counts,
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

  private static final SubjectRows CALLS =
      new SubjectRows(
          FigureSubject.CALL,
          "call",
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
              List.of(
                  "1",
                  "outcome = " + word("completed"),
                  "outcome = " + word("completed") + " AND failed_attempts > 0",
                  "cache = " + word("hit"),
                  "coalesced",
                  "degraded IS NOT " + word("")),
              "unpriced",
              List.of("saved_tokens", "saved_cost")),
          List.of("total", "first_token", "overhead", "guard_wait", "retry_wait"));

  private static final SubjectRows ATTEMPTS =
      new SubjectRows(
          FigureSubject.ATTEMPT,
          "attempt",
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
              List.of(
                  "1",
                  "outcome IS NOT " + word("completed"),
                  "reason = " + word("retry"),
                  "reason = " + word("fallback"),
                  "reason = " + word("probe"),
                  "CASE WHEN outcome IS NOT " + word("completed") + " THEN coalesce(cost, 0) END"),
              "cost IS NULL",
              List.of()),
          List.of("duration", "first_token"));

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

  /** Expression of when a row ended, in milliseconds. */
  String end() {
    return switch (subject) {
      case CALL -> "started_at + total / 1000";
      case ATTEMPT -> time;
    };
  }

  private static String word(String text) {
    return "(SELECT id FROM word WHERE text = '" + text + "')";
  }

  /** Rows written before numbers were bounded may not make a sum overflow. */
  private static List<String> withSpend(List<String> counts, String unpriced, List<String> others) {
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
      all.add("min(" + tokens + ", " + Usage.MOST + ")");
    }
    all.addAll(List.of("cost", unpriced, "estimated"));
    all.addAll(others);
    return List.copyOf(all);
  }

  /** What is selected of a row behind its keys: everything that is added up. */
  String selection() {
    return String.join(", ", counts) + ", " + String.join(", ", durations);
  }
}

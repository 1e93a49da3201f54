package dev.tutti.report;

import dev.tutti.chat.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a subject, and what is added up of them.
 *
 * @param rows the table of rows
 * @param buckets the table of buckets
 * @param time the column with the time that counts, in milliseconds
 * @param keys columns that buckets have, too
 * @param counts expressions of what is added up; the last ten are those of {@link Spend}
 * @param durations columns of which there are distributions, in microseconds
 */
record SubjectRows(
    Subject subject,
    String rows,
    String buckets,
    String time,
    List<String> keys,
    List<String> counts,
    List<String> durations) {

  private static final SubjectRows CALLS =
      new SubjectRows(
          Subject.CALL,
          "call",
          "call_bucket",
          "started_at",
          List.of("endpoint", "key_id", "owner", "operation", "model", "skill", "outcome"),
          withSpend(
              List.of(
                  "1",
                  "outcome = " + word("completed"),
                  "outcome = " + word("completed") + " AND attempts > 1",
                  "cache = " + word("hit"),
                  "coalesced",
                  "degraded IS NOT " + word("")),
              "unpriced"),
          List.of("total", "first_token", "overhead", "guard_wait", "retry_wait"));

  private static final SubjectRows ATTEMPTS =
      new SubjectRows(
          Subject.ATTEMPT,
          "attempt",
          "attempt_bucket",
          "ended_at",
          List.of(
              "key_id",
              "owner",
              "operation",
              "model",
              "skill",
              "provider",
              "upstream_model",
              "outcome"),
          withSpend(
              List.of(
                  "1",
                  "outcome IS NOT " + word("completed"),
                  "reason = " + word("retry"),
                  "reason = " + word("fallback"),
                  "reason = " + word("probe"),
                  "CASE WHEN outcome IS NOT " + word("completed") + " THEN coalesce(cost, 0) END"),
              "cost IS NULL"),
          List.of("duration", "first_token"));

  static SubjectRows of(Subject subject) {
    return switch (subject) {
      case CALL -> CALLS;
      case ATTEMPT -> ATTEMPTS;
    };
  }

  private static String word(String text) {
    return "(SELECT id FROM word WHERE text = '" + text + "')";
  }

  /** Rows written before numbers were bounded may not make a sum overflow. */
  private static List<String> withSpend(List<String> counts, String unpriced) {
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
    return List.copyOf(all);
  }

  /** What is selected of a row behind its keys: everything that is added up. */
  String selection() {
    return String.join(", ", counts) + ", " + String.join(", ", durations);
  }
}

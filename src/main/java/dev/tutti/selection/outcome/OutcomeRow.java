package dev.tutti.selection.outcome;

import dev.tutti.selection.quality.ModelOutcome;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Outcomes for one prompt, as they are kept.
 *
 * @param source {@code file}, {@code feedback}, {@code implicit}, or a caller's own word
 * @param prompt the user's text; empty where it is not kept
 * @param task label of the task type
 * @param call id of the call that it is about, may be empty
 * @param weight how much it counts, above 0 to 1
 */
public record OutcomeRow(
    long id,
    Instant at,
    String source,
    String prompt,
    String task,
    double complexity,
    String call,
    double weight,
    Map<String, ModelOutcome> outcomes) {
  /** Keeps a copy, by name. */
  public OutcomeRow {
    outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
  }
}

package dev.tutti.selection.quality;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Outcomes of models for one prompt.
 *
 * @param prompt the user's text
 * @param label the operator's own name of its task type; empty where there is none
 * @param outcomes by model, in the order of their names
 */
public record PromptOutcome(String prompt, String label, Map<String, ModelOutcome> outcomes) {
  public PromptOutcome {
    outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
  }

  /** Outcomes of a prompt whose task type nobody has named. */
  public PromptOutcome(String prompt, Map<String, ModelOutcome> outcomes) {
    this(prompt, "", outcomes);
  }
}

package dev.tutti.skill.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Measures by which a version on trial is compared. */
public enum CanaryMetric {
  /** The share of executions that fail, or end with a text in the place of an answer. */
  ERROR_RATE,
  /** The share of executions whose answer was not what it must be. */
  INVALID_OUTPUT,
  /** The time that 95 of 100 executions do not take. */
  P95,
  /** The tokens of an execution on average. */
  TOKENS,
  /** The cost of an execution on average. */
  COST;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Its name in {@code release.yaml}. */
  public String word() {
    return word;
  }

  static Map<String, CanaryMetric> byWord() {
    var all = new LinkedHashMap<String, CanaryMetric>();
    for (var each : values()) {
      all.put(each.word, each);
    }
    return all;
  }
}

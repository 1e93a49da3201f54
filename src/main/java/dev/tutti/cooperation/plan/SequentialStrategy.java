package dev.tutti.cooperation.plan;

import java.util.Locale;

/** Part that a model plays among those that answer one after the other. */
public enum SequentialStrategy {
  /** It goes into depth, and into what the version before has left out. */
  DETAILED_ANALYSIS,
  /** It gives the version before a form for its readers. */
  STRUCTURED_OUTPUT,
  /** It writes, is criticised, and writes again. */
  CRITIQUE_AND_REVISE;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Name in requests, such as {@code detailed_analysis}. */
  public String word() {
    return word;
  }
}

package dev.tutti.memory.api;

import java.util.Locale;

/** Kind of what is searched. */
public enum RecallScope {
  FACTS,
  MESSAGES,
  ALL;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word in the API. */
  public String word() {
    return word;
  }

  /** Whether facts are among it. */
  public boolean facts() {
    return this != MESSAGES;
  }

  /** Whether messages are among it. */
  public boolean messages() {
    return this != FACTS;
  }
}

package dev.tutti.memory.api;

import java.util.Locale;

/** State of a fact: whether it still holds. */
public enum FactState {
  CURRENT,
  /** Another fact says what has become of it; it is kept, and not recalled. */
  SUPERSEDED;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word in the API and in the database. */
  public String word() {
    return word;
  }
}

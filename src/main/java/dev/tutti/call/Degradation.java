package dev.tutti.call;

import java.util.Locale;

/** Substitute that a caller got for an answer that nobody could give. */
public enum Degradation {
  /** An earlier answer to the same request. */
  STALE,
  /** The answer of a smaller model. */
  MODEL,
  /** A text of the configuration. */
  TEXT;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word that callers see, such as {@code stale}. */
  public String word() {
    return word;
  }
}

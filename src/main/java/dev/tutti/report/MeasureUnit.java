package dev.tutti.report;

import java.util.Locale;

/** Unit of a measure. */
public enum MeasureUnit {
  /** Calls or attempts. */
  COUNT,
  /** Tokens. */
  TOKENS,
  /** Tokens in a second. */
  TOKENS_PER_SECOND,
  /** US dollars, to the nano-dollar. */
  DOLLARS,
  /** Milliseconds. */
  MILLISECONDS,
  /** Share of a whole, 0 to 1. */
  SHARE,
  /** Bytes. */
  BYTES,
  /** Plain number, such as a ratio. */
  NUMBER;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name that users see. */
  public String word() {
    return word;
  }
}

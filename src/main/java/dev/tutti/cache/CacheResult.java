package dev.tutti.cache;

import java.util.Locale;

/** Result of a call at the response cache. */
public enum CacheResult {
  /** The same question was answered before. */
  HIT,
  /** A question that means the same was answered before. */
  SEMANTIC,
  /** There was no answer. */
  MISS,
  /** No answer was looked for. */
  BYPASS,
  /** Nobody could answer, and an earlier answer was given. */
  STALE;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word in metrics, such as {@code hit}. */
  public String word() {
    return word;
  }
}

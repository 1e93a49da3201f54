package dev.tutti.context.record;

import dev.tutti.config.Argument;
import java.util.Locale;

/** Grouping of savings. */
public enum ContextGrouping {
  /** By session. */
  SESSION,
  /** By skill. */
  SKILL,
  /** By day, in UTC. */
  DAY;

  /**
   * The one that goes by a word.
   *
   * @throws IllegalArgumentException naming the words that exist
   */
  public static ContextGrouping of(String word) {
    return Argument.named("by", word, values(), ContextGrouping::word);
  }

  /** The word for it in requests and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

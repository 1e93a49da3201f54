package dev.tutti.session;

import dev.tutti.config.Argument;
import java.util.Locale;

/** Strategy by which a model's view of a session is made. */
public enum SessionStrategy {
  /** Everything that was said. */
  FULL,
  /** The latest messages that fit. */
  WINDOW,
  /** A summary of what was said before the latest messages. */
  SUMMARY,
  /** Whatever costs least. */
  AUTO;

  /**
   * The one that goes by a word.
   *
   * @throws IllegalArgumentException naming the words that exist
   */
  public static SessionStrategy of(String word) {
    return Argument.named("strategy", word, values(), SessionStrategy::word);
  }

  /** The word for it in requests, answers and configurations. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

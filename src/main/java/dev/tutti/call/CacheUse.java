package dev.tutti.call;

import java.time.Duration;
import java.util.Locale;

/**
 * Outcome of the response cache for one call.
 *
 * @param age of the answer that it gave, zero when it gave none
 * @param similarity of the question that the answer was given to, 0 to 1; 1 for the same question
 */
public record CacheUse(Result result, Duration age, double similarity) {

  /** An earlier answer to the same question. */
  public static CacheUse hit(Duration age) {
    return new CacheUse(Result.HIT, age, 1);
  }

  /** An earlier answer to a question that means the same. */
  public static CacheUse similar(Duration age, double similarity) {
    return new CacheUse(Result.HIT, age, similarity);
  }

  /** No earlier answer was given. */
  public static CacheUse without(Result why) {
    return new CacheUse(why, Duration.ZERO, 0);
  }

  /** Whether the answer was given to the very same question. */
  public boolean exact() {
    return similarity == 1;
  }

  /** Result of a lookup. */
  public enum Result {
    /** An earlier answer was given. */
    HIT,
    /** There was none. */
    MISS,
    /** None was looked for. */
    BYPASS;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word that callers see, such as {@code hit}. */
    public String word() {
      return word;
    }
  }
}

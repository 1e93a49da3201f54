package dev.tutti.character.group;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Policy by which a group decides who speaks. */
public enum TurnPolicy {
  /** Those who are mentioned, then whoever feels like it; one at least. */
  NATURAL,
  /** Everybody, in the order of the group. */
  LIST,
  /** One, the next in the order of the group. */
  ROUND_ROBIN,
  /** One at random who has not spoken since the user has. */
  POOLED,
  /** Those who are mentioned, or whom another policy chooses. */
  MENTIONED,
  /** Whom a model chooses, or another policy where none is asked. */
  MODEL,
  /** One at random. */
  RANDOM,
  /** Only who is told to. */
  MANUAL;

  /** The word for it, such as {@code round_robin}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The policy of a word. */
  public static Optional<TurnPolicy> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(TurnPolicy::word).toList();
  }
}

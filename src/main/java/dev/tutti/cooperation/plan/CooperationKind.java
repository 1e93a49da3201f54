package dev.tutti.cooperation.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kind of a cooperation, by who sees whose answers. */
public enum CooperationKind {
  /** One after the other, each with the version before. */
  SEQUENTIAL,
  /** Side by side, then a vote, a judge or a synthesis. */
  PARALLEL,
  /** Side by side in rounds, in which each sees the others' answers. */
  DEBATE,
  /** Side by side in layers, then one that writes the answer of all. */
  MIXTURE,
  /** Cheap ones side by side, and a strong one where they differ. */
  CASCADE,
  /** Steps that need each other's outputs. */
  PIPELINE;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Name in paths and in the configuration, such as {@code parallel}. */
  public String word() {
    return word;
  }

  /** Kind of that name; empty where there is none. */
  public static Optional<CooperationKind> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /** All names. */
  public static List<String> words() {
    return Arrays.stream(values()).map(CooperationKind::word).toList();
  }
}

package dev.tutti.selection.keyword;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keywords of a rule, compiled once. Immutable and thread-safe. */
public final class KeywordSet {
  private final List<String> keywords;

  private KeywordSet(List<String> keywords) {
    this.keywords = keywords;
  }

  /**
   * The set of some keywords.
   *
   * @throws IllegalArgumentException when one has no letter, digit or sign
   */
  public static KeywordSet of(Collection<String> keywords) {
    return new KeywordSet(List.copyOf(keywords));
  }

  /** The first keyword that a prompt has, in the order of the keywords. */
  public Optional<KeywordMatch> firstIn(KeywordText text) {
    return allIn(text).stream().findFirst();
  }

  /** All keywords that a prompt has, in the order of the keywords. */
  public List<KeywordMatch> allIn(KeywordText text) {
    return List.of();
  }

  /** The keywords as they were given. */
  public List<String> keywords() {
    return keywords;
  }
}

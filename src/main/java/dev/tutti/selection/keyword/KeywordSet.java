package dev.tutti.selection.keyword;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keywords of a rule, compiled once. Immutable and thread-safe. */
public final class KeywordSet {
  private final Map<String, Keyword> keywords;

  private KeywordSet(Map<String, Keyword> keywords) {
    this.keywords = keywords;
  }

  /**
   * The set of some keywords.
   *
   * @throws IllegalArgumentException when one is blank
   */
  public static KeywordSet of(Collection<String> keywords) {
    var compiled = new LinkedHashMap<String, Keyword>();
    keywords.forEach(each -> compiled.put(each, Keyword.of(each)));
    return new KeywordSet(compiled);
  }

  /** The first keyword that a prompt has, in the order of the keywords. */
  public Optional<KeywordMatch> firstIn(KeywordText text) {
    return in(text).findFirst();
  }

  /** All keywords that a prompt has, in the order of the keywords. */
  public List<KeywordMatch> allIn(KeywordText text) {
    return in(text).toList();
  }

  private Stream<KeywordMatch> in(KeywordText text) {
    return keywords.entrySet().stream()
        .flatMap(
            each ->
                each.getValue().in(text).stream()
                    .map(found -> new KeywordMatch(each.getKey(), found)));
  }

  /** The keywords as they were given. */
  public List<String> keywords() {
    return List.copyOf(keywords.keySet());
  }
}

package dev.tutti;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * First words of a Javadoc, which tell a noun from a clause. The rule and its words are those of
 * {@code bench/shape}.
 *
 * @param words at most two, in lower case
 */
record JavadocStart(List<String> words) {
  private static final Pattern MARKUP =
      Pattern.compile("\\{@(?:code|link|linkplain|literal)\\s+([^}]*)}");
  private static final Pattern WORD = Pattern.compile("[\\w'-]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern PARTICIPLE = Pattern.compile("\\w{3,}(ed|ing)");
  private static final Map<String, Set<String>> KINDS = kinds();

  static JavadocStart of(String text) {
    var plain = MARKUP.matcher(text).replaceAll("$1").toLowerCase(Locale.ROOT);
    return new JavadocStart(
        WORD.matcher(plain).results().limit(2).map(MatchResult::group).toList());
  }

  /** Whether it is a relative clause, or a participle and what belongs to it. */
  boolean isClause() {
    return !words.isEmpty() && (is(words.getFirst(), "relative") || isParticiple());
  }

  /** The same, but for "Whether", with which that of a boolean may begin. */
  boolean isClauseOf(SourceFile.MemberDoc member) {
    return isClause() && !(member.isBoolean() && words.getFirst().equals("whether"));
  }

  /** "Kept in the store" is one, the adjective of "Shared pool" is none. */
  private boolean isParticiple() {
    var first = words.getFirst();
    return words.size() == 2
        && (is(first, "irregular_participles") || PARTICIPLE.matcher(first).matches())
        && is(words.getLast(), "behind_a_participle")
        && !is(first, "nouns");
  }

  private static boolean is(String word, String kind) {
    return Objects.requireNonNull(KINDS.get(kind), kind).contains(word);
  }

  private static Map<String, Set<String>> kinds() {
    try {
      var json = Files.readString(Path.of("bench", "support", "clauses.json"));
      return JsonMapper.shared().readValue(json, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

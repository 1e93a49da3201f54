package dev.tutti.selection.keyword;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One keyword, ready to be looked for. Immutable. */
sealed interface Keyword {
  /** Words of the prompt in which it stands; none when it is not there. */
  Optional<String> in(KeywordText prompt);

  /**
   * The keyword of a text.
   *
   * @throws IllegalArgumentException when there is nothing to look for
   */
  static Keyword of(String keyword) {
    var folded = Folding.fold(keyword).strip().replaceAll("[\\s\\p{Z}]+", " ");
    if (folded.isEmpty()) {
      throw new IllegalArgumentException(
          "keyword: \"%s\" (expected: a word or a sign)".formatted(keyword));
    }
    boolean words =
        folded.chars().allMatch(c -> c == ' ' || c == '-' || Folding.isLetter((char) c));
    boolean letter = folded.chars().anyMatch(c -> Folding.isLetter((char) c));
    return words && letter
        ? new Phrase(Arrays.stream(folded.split("[ -]+")).filter(each -> !each.isEmpty()).toList())
        : new Literal(folded);
  }

  /**
   * Words of letters, one after another.
   *
   * @param words in lower case, at least one
   */
  record Phrase(List<String> words) implements Keyword {
    private static final int LEAST_STEMMED = 4;

    @Override
    public Optional<String> in(KeywordText prompt) {
      var all = prompt.words();
      for (int i = 0; i + words.size() <= all.size(); i++) {
        int last = i + words.size() - 1;
        if (begins(all, i, prompt.instruction())
            && isWhole(prompt.instruction(), all.get(last).to())) {
          return Optional.of(prompt.instruction().substring(all.get(i).from(), all.get(last).to()));
        }
      }
      return Optional.empty();
    }

    private boolean begins(List<KeywordText.Word> all, int at, String text) {
      for (int i = 0; i < words.size(); i++) {
        var word = all.get(at + i);
        if (!isSame(words.get(i), word)
            || (i > 0 && !isJoint(text, all.get(at + i - 1).to(), word.from()))) {
          return false;
        }
      }
      return true;
    }

    private static boolean isSame(String keyword, KeywordText.Word word) {
      if (word.text().equals(keyword)) {
        return true;
      }
      return keyword.length() < LEAST_STEMMED
          ? keyword.length() == LEAST_STEMMED - 1 && word.text().equals(keyword + "s")
          : word.text().length() >= LEAST_STEMMED && word.stem().equals(EnglishStems.of(keyword));
    }

    private static boolean isJoint(String text, int from, int to) {
      return to - from == 1 && (text.charAt(from) == ' ' || text.charAt(from) == '-');
    }

    /** Whether a word ends here and is no part of a name such as C++ or C#. */
    private static boolean isWhole(String text, int end) {
      return !text.startsWith("#", end) && !text.startsWith("++", end);
    }
  }

  /** Text with Chinese characters, digits or signs. */
  record Literal(String text) implements Keyword {
    @Override
    public Optional<String> in(KeywordText prompt) {
      var where = prompt.instruction();
      for (int at = where.indexOf(text); at >= 0; at = where.indexOf(text, at + 1)) {
        if (isWhole(prompt, at)) {
          return Optional.of(text);
        }
      }
      return Optional.empty();
    }

    private boolean isWhole(KeywordText prompt, int from) {
      var where = prompt.instruction();
      int to = from + text.length();
      return isChineseWhole(prompt, from, to)
          && (from == 0 || mayFollow(where.charAt(from - 1), text.charAt(0)))
          && (to == where.length() || mayPrecede(where.charAt(to), text.charAt(text.length() - 1)))
          && !CompoundNames.cover(where, from, to);
    }

    /** Whether no word of a dictionary reaches over an edge of it. */
    private boolean isChineseWhole(KeywordText prompt, int from, int to) {
      if (text.chars().allMatch(c -> Folding.isHan((char) c))) {
        return prompt.segments().isWhole(text, from, to);
      }
      int first = 0;
      while (first < text.length() && Folding.isHan(text.charAt(first))) {
        first++;
      }
      int last = text.length();
      while (last > first && Folding.isHan(text.charAt(last - 1))) {
        last--;
      }
      var segments = prompt.segments();
      return (first == 0 || segments.isWhole(text.substring(0, first), from, from + first))
          && (last == text.length() || segments.isWhole(text.substring(last), from + last, to));
    }

    private static boolean mayFollow(char before, char first) {
      if (Folding.isLetter(first)) {
        return !Folding.isLetter(before);
      }
      if (Character.isDigit(first)) {
        return !Character.isDigit(before);
      }
      return Folding.isHan(first) || !(Folding.isLetter(before) || Character.isDigit(before));
    }

    private static boolean mayPrecede(char after, char last) {
      if (Folding.isLetter(last)) {
        return !Folding.isLetter(after) && after != '#';
      }
      return Character.isDigit(last)
          ? !Character.isDigit(after) && !Folding.isLetter(after)
          : Folding.isHan(last) || (after != '+' && after != '#');
    }
  }
}

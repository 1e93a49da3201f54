package dev.tutti.selection.analysis;

import dev.tutti.selection.keyword.EnglishStems;
import dev.tutti.text.WordLists;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Words and phrases of all cues, and the way to find them in a folded text. Immutable. */
final class CueWords {
  private static final int LONGEST_HAN = 5;
  private static final int LONGEST_PHRASE = 4;
  private static final int READ = 600;
  private static final Map<String, Cue> WORDS = words();

  private CueWords() {}

  private static Map<String, Cue> words() {
    var lists = WordLists.beside(CueWords.class, "cues.txt");
    var words = new HashMap<String, Cue>();
    for (var cue : Cue.values()) {
      for (var word : lists.words(cue.label())) {
        var plain = word.replace('_', ' ');
        words.putIfAbsent(plain, cue);
        if (plain.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
          words.putIfAbsent(EnglishStems.of(plain), cue);
        }
      }
    }
    return Map.copyOf(words);
  }

  /** The first word of each cue that is there; of a long text the beginning and the end count. */
  static Map<Cue, String> in(String folded) {
    var found = new EnumMap<Cue, String>(Cue.class);
    if (folded.length() <= 2 * READ) {
      find(folded, found);
    } else {
      find(folded.substring(0, READ), found);
      find(folded.substring(folded.length() - READ), found);
    }
    return found;
  }

  private static void find(String text, Map<Cue, String> found) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c >= '\u3400' && c <= '\u9fff') {
        findHan(text, at, found);
        at++;
      } else if (isLetter(c)) {
        findPhrase(text, at, found);
        at = wordEnd(text, at);
      } else {
        at++;
      }
    }
  }

  private static void findHan(String text, int at, Map<Cue, String> found) {
    int longest = Math.min(LONGEST_HAN, text.length() - at);
    for (int length = 1; length <= longest; length++) {
      var word = text.substring(at, at + length);
      var cue = WORDS.get(word);
      if (cue != null) {
        found.putIfAbsent(cue, word);
      }
    }
  }

  private static void findPhrase(String text, int at, Map<Cue, String> found) {
    int end = wordEnd(text, at);
    var word = text.substring(at, end);
    cue(word).ifPresent(cue -> found.putIfAbsent(cue, word));
    for (int words = 2; words <= LONGEST_PHRASE; words++) {
      if (end + 1 >= text.length() || text.charAt(end) != ' ' || !isLetter(text.charAt(end + 1))) {
        return;
      }
      end = wordEnd(text, end + 1);
      var phrase = text.substring(at, end);
      var cue = WORDS.get(phrase);
      if (cue != null) {
        found.putIfAbsent(cue, phrase);
      }
    }
  }

  private static Optional<Cue> cue(String word) {
    var cue = WORDS.get(word);
    return Optional.ofNullable(cue != null ? cue : WORDS.get(EnglishStems.of(word)));
  }

  private static int wordEnd(String text, int from) {
    int end = from + 1;
    while (end < text.length() && (isLetter(text.charAt(end)) || isJoint(text, end))) {
      end++;
    }
    return end;
  }

  private static boolean isJoint(String text, int at) {
    char c = text.charAt(at);
    return (c == '-' || c == '\'') && at + 1 < text.length() && isLetter(text.charAt(at + 1));
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c) && !(c >= '\u3400' && c <= '\u9fff');
  }
}

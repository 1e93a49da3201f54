package dev.tutti.memory.recall;

import dev.tutti.text.WordLists;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Terms of a text, by which it is found: words without case, width and inflection, and characters
 * and pairs of characters where words are not separated, as in Chinese and Japanese. Words that say
 * nothing are left out.
 */
final class Terms {
  private static final WordLists LISTS = WordLists.beside(Terms.class, "words.txt");
  private static final Set<String> ENGLISH = LISTS.words("english");
  private static final Set<String> CHINESE = LISTS.words("chinese");

  /** Runs without separation, and words. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]+"
              + "|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]+(?:'\\p{L}+)?");

  /** Weight of one character in a question, where a pair weighs 1. */
  private static final double SINGLE = 0.25;

  private static final int LONGEST = 64;

  private Terms() {}

  /** A text without case and width. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replace('’', '\'')
        .toLowerCase(Locale.ROOT);
  }

  /** All terms of a text that was {@link #fold folded}, in their order. */
  static List<String> of(String folded) {
    var terms = new ArrayList<String>();
    var tokens = TOKEN.matcher(folded);
    while (tokens.find()) {
      var token = tokens.group();
      if (unseparated(token)) {
        terms.addAll(characters(token));
        terms.addAll(pairs(token));
      } else {
        word(token, terms);
      }
    }
    return terms;
  }

  /** Terms of a folded question with their weights. */
  static Map<String, Double> ofQuestion(String folded) {
    var weights = new HashMap<String, Double>();
    var tokens = TOKEN.matcher(folded);
    while (tokens.find()) {
      var token = tokens.group();
      if (unseparated(token)) {
        var pairs = pairs(token);
        pairs.forEach(each -> weights.merge(each, 1.0, Double::sum));
        double weight = pairs.isEmpty() ? 1 : SINGLE;
        characters(token).forEach(each -> weights.merge(each, weight, Double::sum));
      } else {
        var words = new ArrayList<String>(1);
        word(token, words);
        words.forEach(each -> weights.merge(each, 1.0, Double::sum));
      }
    }
    return weights;
  }

  private static boolean unseparated(String token) {
    return switch (Character.UnicodeScript.of(token.codePointAt(0))) {
      case HAN, HIRAGANA, KATAKANA -> true;
      default -> false;
    };
  }

  private static void word(String token, List<String> into) {
    var bare = token.endsWith("'s") ? token.substring(0, token.length() - 2) : token;
    if (!bare.isEmpty() && bare.length() <= LONGEST && !ENGLISH.contains(bare)) {
      into.add(EnglishStem.of(bare));
    }
  }

  private static List<String> characters(String run) {
    return run.codePoints()
        .mapToObj(Character::toString)
        .filter(each -> !CHINESE.contains(each))
        .toList();
  }

  /** Pairs of which at least one character says something. */
  private static List<String> pairs(String run) {
    var all = run.codePoints().mapToObj(Character::toString).toList();
    var pairs = new ArrayList<String>(all.size());
    for (int i = 1; i < all.size(); i++) {
      if (!CHINESE.contains(all.get(i - 1)) || !CHINESE.contains(all.get(i))) {
        pairs.add(all.get(i - 1) + all.get(i));
      }
    }
    return pairs;
  }
}

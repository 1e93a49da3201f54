package dev.tutti.cache.semantic;

import dev.tutti.text.WordLists;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Vocabulary of English for {@link Wording}; all words in lower case. */
final class English {
  private static final WordLists LISTS = WordLists.beside(English.class, "english.txt");

  private static final Set<String> NEGATIONS = LISTS.words("negations");

  private static final Map<String, String> NUMBERS = LISTS.pairs("numbers");

  private static final Map<String, String> UNITS = LISTS.pairs("units");

  private static final Map<String, String> UNITS_AFTER_NUMBERS = LISTS.pairs("units-after-numbers");

  /** Words that say in which direction; the two sides of a pair are never the same. */
  private static final Map<String, String> DIRECTIONS = sides(LISTS.lines("directions"));

  private static final Set<String> RELATIONS = LISTS.words("relations");

  /** Little words that change what is asked: time, duty, place, and the question itself. */
  private static final Map<String, String> TURNS = LISTS.pairs("turns");

  private static final Set<String> PRONOUNS = LISTS.words("pronouns");

  private static final Set<String> THIRD_PERSONS = LISTS.words("third-persons");

  private static final Set<String> YES_OR_NO = LISTS.words("yes-or-no");

  private static final Set<String> FUNCTION_WORDS = LISTS.words("function-words");

  private static final Set<String> BEGINNINGS = LISTS.words("beginnings");

  /** Other words for the same; kept short on purpose. */
  private static final Map<String, String> SAME = LISTS.pairs("same");

  private English() {}

  private static Map<String, String> sides(List<String> lines) {
    var sides = new HashMap<String, String>();
    for (var line : lines) {
      int middle = line.indexOf('|');
      var name = line.substring(0, line.indexOf(line.contains(" ") ? ' ' : '|'));
      for (var word : line.substring(0, middle).split(" ")) {
        sides.putIfAbsent(word, name + "+");
      }
      for (var word : line.substring(middle + 1).split(" ")) {
        sides.putIfAbsent(word, name + "-");
      }
    }
    return Map.copyOf(sides);
  }

  static boolean isNegation(String word) {
    return NEGATIONS.contains(word) || word.endsWith("n't") || word.startsWith("non-");
  }

  /** The digits of a number word, empty for any other word. */
  static String number(String word) {
    return NUMBERS.getOrDefault(word, "");
  }

  /** The short form of a unit, a day or a month, empty for any other word. */
  static String unit(String word, boolean afterNumber) {
    return UNITS.getOrDefault(word, afterNumber ? UNITS_AFTER_NUMBERS.getOrDefault(word, "") : "");
  }

  /** Side of the pair that a word is on, empty for any other word. */
  static String direction(String word) {
    return FUNCTION_WORDS.contains(word) ? "" : DIRECTIONS.getOrDefault(word, "");
  }

  /** Whether the order of the words around it matters. */
  static boolean isRelation(String word) {
    return RELATIONS.contains(word);
  }

  /** Change that a little word makes, empty for any other word. */
  static String turn(String word) {
    return TURNS.getOrDefault(word, "");
  }

  static boolean isPronoun(String word) {
    return PRONOUNS.contains(word);
  }

  /** Whether it is somebody else who is spoken of, so that it matters who does what. */
  static boolean isThirdPerson(String word) {
    return THIRD_PERSONS.contains(word);
  }

  /** Whether a question that begins so says who does something to whom. */
  static boolean asksYesOrNo(String first) {
    return YES_OR_NO.contains(first);
  }

  static boolean carriesContent(String word) {
    return !FUNCTION_WORDS.contains(word) && !NEGATIONS.contains(word) && !word.endsWith("n't");
  }

  /** Whether a word is so common that its capital letter means nothing. */
  static boolean isUsual(String word) {
    return FUNCTION_WORDS.contains(word) || NEGATIONS.contains(word) || NUMBERS.containsKey(word);
  }

  /** Whether a sentence may well begin with a word that is no name. */
  static boolean mayBegin(String word) {
    return BEGINNINGS.contains(word) || DIRECTIONS.containsKey(word) || word.endsWith("ing");
  }

  /** A word without its usual endings, or the common one of several words for the same. */
  static String stem(String word) {
    var bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    var same = SAME.get(bare);
    if (same != null) {
      return same;
    }
    var stem = bare;
    if (stem.length() > 5 && stem.endsWith("ing")) {
      stem = undoubled(stem.substring(0, stem.length() - 3));
    } else if (stem.length() > 4 && stem.endsWith("ied")) {
      stem = stem.substring(0, stem.length() - 3) + "y";
    } else if (stem.length() > 4 && stem.endsWith("ed")) {
      stem = undoubled(stem.substring(0, stem.length() - 2));
    } else if (stem.length() > 4 && stem.endsWith("ies")) {
      stem = stem.substring(0, stem.length() - 3) + "y";
    } else if (stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss")) {
      stem = stem.substring(0, stem.length() - 1);
    }
    stem = stem.length() > 4 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    return SAME.getOrDefault(stem, stem);
  }

  private static String undoubled(String stem) {
    int last = stem.length() - 1;
    boolean doubled =
        stem.charAt(last) == stem.charAt(last - 1) && "lsz".indexOf(stem.charAt(last)) < 0;
    return doubled ? stem.substring(0, last) : stem;
  }
}

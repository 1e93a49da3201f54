package dev.tutti.memory.recall;

/**
 * Light stemming of English: the endings of inflection and no more, so that {@code painted}, {@code
 * paints} and {@code painting} are one word. On LoCoMo it finds as much as Porter's stemmer, which
 * also takes off the endings of derivation.
 */
final class EnglishStem {
  private static final int LONG = 4;

  private EnglishStem() {}

  /** The stem of a word in lower case; one that is not in Latin letters stays as it is. */
  static String of(String word) {
    if (word.length() < LONG || word.charAt(word.length() - 1) > 'z') {
      return word;
    }
    var stem = withoutTense(singular(word));
    return stem.length() >= LONG && stem.endsWith("e") ? cut(stem, 1) : stem;
  }

  private static String singular(String word) {
    if (word.length() > LONG && word.endsWith("ies")) {
      return cut(word, 3) + "y";
    }
    return word.endsWith("s") && !word.endsWith("ss") ? cut(word, 1) : word;
  }

  private static String withoutTense(String word) {
    if (word.length() > LONG + 1 && word.endsWith("ing")) {
      return undoubled(cut(word, 3));
    }
    if (word.length() > LONG && word.endsWith("ied")) {
      return cut(word, 3) + "y";
    }
    return word.length() > LONG && word.endsWith("ed") ? undoubled(cut(word, 2)) : word;
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }

  private static String undoubled(String stem) {
    int last = stem.length() - 1;
    boolean doubled =
        stem.charAt(last) == stem.charAt(last - 1) && "lsz".indexOf(stem.charAt(last)) < 0;
    return doubled ? cut(stem, 1) : stem;
  }
}

package dev.tutti.selection.keyword;

import java.util.Map;

/**
 * Stem that the inflections of an English word share, and its noun of action, as in {@code
 * translate} and {@code translation}; words derived from it, as {@code pythonic}, have another one.
 */
public final class EnglishStems {
  private static final int SHORT = 3;
  private static final int LEAST_BEFORE_ION = 5;
  private static final String VOWELS = "aeiouy";

  /** Words that look like inflections of others, and such that inflect in their own way. */
  private static final Map<String, String> ODD =
      Map.ofEntries(
          Map.entry("question", "question"),
          Map.entry("embed", "embed"),
          Map.entry("wrote", "writ"),
          Map.entry("written", "writ"),
          Map.entry("writing", "writ"),
          Map.entry("write", "writ"),
          Map.entry("writes", "writ"),
          Map.entry("news", "news"),
          Map.entry("series", "series"),
          Map.entry("proven", "prov"),
          Map.entry("data", "data"),
          Map.entry("during", "during"),
          Map.entry("nothing", "nothing"),
          Map.entry("something", "something"),
          Map.entry("anything", "anything"),
          Map.entry("everything", "everything"));

  private EnglishStems() {}

  /** The stem of a word in lower case. */
  public static String of(String word) {
    var odd = ODD.get(word);
    if (odd != null) {
      return odd;
    }
    var singular = singular(word);
    odd = ODD.get(singular);
    if (odd != null) {
      return odd;
    }
    var bare = action(tense(singular));
    return bare.endsWith("z") ? bare.substring(0, bare.length() - 1) + "s" : bare;
  }

  private static String singular(String word) {
    int n = word.length();
    if (n > SHORT + 1 && word.endsWith("ies")) {
      return word.substring(0, n - 3) + "y";
    }
    boolean hissing =
        word.endsWith("sses")
            || word.endsWith("shes")
            || word.endsWith("ches")
            || word.endsWith("xes")
            || word.endsWith("yses");
    if (n > SHORT + 1 && hissing) {
      return word.substring(0, n - 2);
    }
    boolean plural =
        word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is");
    return n > SHORT && plural ? word.substring(0, n - 1) : word;
  }

  private static String tense(String word) {
    int n = word.length();
    if (n > SHORT + 1 && word.endsWith("ied")) {
      return word.substring(0, n - 3) + "y";
    }
    int ending = word.endsWith("ing") ? 3 : word.endsWith("ed") && !word.endsWith("eed") ? 2 : 0;
    var stem = word.substring(0, n - ending);
    if (ending == 0
        || stem.length() < SHORT
        || stem.chars().noneMatch(c -> VOWELS.indexOf(c) >= 0)) {
      return word;
    }
    int last = stem.length() - 1;
    boolean doubled =
        stem.charAt(last) == stem.charAt(last - 1) && "lsz".indexOf(stem.charAt(last)) < 0;
    return doubled ? stem.substring(0, last) : stem;
  }

  /** Without the ending of nouns of action, and without a silent e. */
  private static String action(String word) {
    int n = word.length();
    if (word.endsWith("ysis")) {
      return word.substring(0, n - 2);
    }
    if (word.endsWith("ion") && n - 3 >= LEAST_BEFORE_ION) {
      var stem = word.substring(0, n - 3);
      return stem.endsWith("isat") || stem.endsWith("izat")
          ? stem.substring(0, stem.length() - 2)
          : stem;
    }
    return n > SHORT + 1 && word.endsWith("e") ? word.substring(0, n - 1) : word;
  }
}

package dev.tutti.followup.classifier;

/** The part of an English word that its inflections share, roughly. */
final class Stem {
  private static final int SHORT = 3;

  private Stem() {}

  /** The stem of a word in lower case. */
  static String of(String word) {
    var base = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    int n = base.length();
    if (n > SHORT + 2 && base.endsWith("ing")) {
      return trimmed(base.substring(0, n - 3));
    }
    if (n > SHORT + 1) {
      if (base.endsWith("ies")) {
        return base.substring(0, n - 3) + "y";
      }
      if (base.endsWith("ed") || isHissingPlural(base)) {
        return trimmed(base.substring(0, n - 2));
      }
    }
    return n > SHORT && isPlural(base) ? trimmed(base.substring(0, n - 1)) : trimmed(base);
  }

  private static boolean isHissingPlural(String word) {
    return word.endsWith("sses")
        || word.endsWith("shes")
        || word.endsWith("ches")
        || word.endsWith("xes");
  }

  private static boolean isPlural(String word) {
    return word.endsWith("s")
        && !word.endsWith("ss")
        && !word.endsWith("us")
        && !word.endsWith("is");
  }

  /** Without a silent e, and with a single letter where it was doubled. */
  private static String trimmed(String word) {
    int n = word.length();
    if (n <= SHORT) {
      return word;
    }
    char last = word.charAt(n - 1);
    boolean doubled = last == word.charAt(n - 2) && last != 'l' && last != 's';
    return last == 'e' || doubled ? word.substring(0, n - 1) : word;
  }
}

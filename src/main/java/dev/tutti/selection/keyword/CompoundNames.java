package dev.tutti.selection.keyword;

import java.util.regex.Pattern;

/** Compounds of Latin and Chinese in which the Chinese part means something else, as in C语言. */
final class CompoundNames {
  private static final Pattern NAMES = Pattern.compile("[a-z][a-z0-9+#. ]{0,15}语言");
  private static final int LONGEST = 20;

  private CompoundNames() {}

  /** Whether a place in a folded text is inside of such a compound, but not all of it. */
  static boolean cover(String text, int from, int to) {
    if (to - from != 2 || !text.startsWith("语言", from)) {
      return false;
    }
    var found = NAMES.matcher(text).region(Math.max(0, from - LONGEST), to);
    while (found.find()) {
      if (found.end() == to) {
        return true;
      }
    }
    return false;
  }
}

package dev.tutti.memory.recall;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names of those who speak in a user's messages. A bounded number is known. */
final class SpeakerNames {
  private static final int MOST = 1_000;

  private final Map<String, Integer> numbers = new HashMap<>();

  /** The number of a name, 0 for none and for one too many. */
  int number(String name) {
    var folded = Terms.fold(name).strip();
    if (folded.isEmpty()) {
      return 0;
    }
    var known = numbers.get(folded);
    if (known == null && numbers.size() < MOST) {
      known = numbers.size() + 1;
      numbers.put(folded, known);
    }
    return known == null ? 0 : known;
  }

  /**
   * A question without the names in it, and whom they name.
   *
   * @param rest the question as it was, where nothing else is left of it
   */
  record Named(String rest, Set<Integer> speakers) {}

  /** Finds names in a folded question: whole ones, or the first word of several. */
  Named in(String folded) {
    var rest = folded;
    var found = new HashSet<Integer>();
    for (var each : numbers.entrySet()) {
      var name = each.getKey();
      var without = without(rest, name);
      int end = name.indexOf(' ');
      if (without.equals(rest) && end > 1) {
        without = without(rest, name.substring(0, end));
      }
      if (!without.equals(rest)) {
        rest = without;
        found.add(each.getValue());
      }
    }
    return new Named(Terms.of(rest).isEmpty() ? folded : rest, Set.copyOf(found));
  }

  private static String without(String text, String name) {
    int at = text.indexOf(name);
    while (at >= 0) {
      int end = at + name.length();
      if (separate(text, at, end)) {
        return without(text.substring(0, at) + ' ' + text.substring(end), name);
      }
      at = text.indexOf(name, at + 1);
    }
    return text;
  }

  /** Whether a name stands by itself; in Chinese nothing separates words. */
  private static boolean separate(String text, int from, int to) {
    return Character.isIdeographic(text.codePointAt(from))
        || ((from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
            && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to))));
  }
}

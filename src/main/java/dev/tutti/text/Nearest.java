package dev.tutti.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The names that somebody may have meant.
 *
 * <p>A name is near when it is a few slips of the keyboard away: letters left out, added, changed
 * or swapped (the optimal string alignment distance), at most one for every three letters of the
 * name. Case does not count. Of a name with slashes, such as {@code openai/gpt-4o}, the last part
 * is compared too. A name that begins with what was given is near as well, though less so.
 */
public final class Nearest {
  private static final int MOST_ANSWERS = 3;
  private static final int LONGEST = 200;
  private static final int SHORTEST_BEGINNING = 3;

  private Nearest() {}

  /** A question after the nearest names, to stand at a message's end; empty when none is near. */
  public static String advice(String name, Collection<String> known) {
    var near = to(name, known);
    return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
  }

  /** At most three of the known names, the nearest first; none when none is near. */
  public static List<String> to(String name, Collection<String> known) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return List.of();
    }
    return known.stream()
        .map(each -> new Candidate(each, slips(name, each)))
        .filter(each -> each.slips <= mostSlips(name) || begins(name, each.name))
        .sorted(Comparator.comparingInt(Candidate::slips).thenComparing(Candidate::name))
        .limit(MOST_ANSWERS)
        .map(Candidate::name)
        .toList();
  }

  private static int mostSlips(String name) {
    return name.length() / 3;
  }

  private static boolean begins(String name, String known) {
    return name.length() >= SHORTEST_BEGINNING
        && (startsWith(known, name) || startsWith(lastPart(known), name));
  }

  private static boolean startsWith(String text, String beginning) {
    return text.regionMatches(true, 0, beginning, 0, beginning.length());
  }

  private static int slips(String name, String known) {
    var given = name.toLowerCase(Locale.ROOT);
    var whole = known.toLowerCase(Locale.ROOT);
    return Math.min(distance(given, whole), distance(given, lastPart(whole)));
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static int distance(String one, String other) {
    int apart = Math.abs(one.length() - other.length());
    return apart > mostSlips(one) ? apart : alignment(one, other);
  }

  /** Row by row of the table of distances between beginnings; a swap looks two rows back. */
  private static int alignment(String one, String other) {
    var twoAbove = new int[other.length() + 1];
    var above = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      var row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(row[j - 1], above[j]) + 1);
        if (swapped(one, i, other, j)) {
          row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
        }
      }
      twoAbove = above;
      above = row;
    }
    return above[other.length()];
  }

  private static boolean swapped(String one, int i, String other, int j) {
    return i > 1
        && j > 1
        && one.charAt(i - 1) == other.charAt(j - 2)
        && one.charAt(i - 2) == other.charAt(j - 1);
  }

  private record Candidate(String name, int slips) {}
}

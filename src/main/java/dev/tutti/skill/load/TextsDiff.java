package dev.tutti.skill.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The difference of the texts of two versions or revisions of a skill. */
public final class TextsDiff {
  private static final int MOST_FILES_TOLD = 10;
  private static final int LONGEST = 200_000;
  private static final String NOTHING = "/dev/null";

  private TextsDiff() {}

  /**
   * As {@code diff -u} writes it, file by file; empty when there is none.
   *
   * @param name what the first is called in front of its paths
   */
  public static String unified(
      String name, Map<String, String> before, String otherName, Map<String, String> after) {
    var diff = new StringBuilder();
    for (var path : paths(before, after)) {
      diff.append(
          UnifiedDiff.of(
              before.containsKey(path) ? name + '/' + path : NOTHING,
              before.getOrDefault(path, ""),
              after.containsKey(path) ? otherName + '/' + path : NOTHING,
              after.getOrDefault(path, "")));
    }
    return diff.toString();
  }

  /** In a line: {@code prompt.md +3 -1, schemas/in.json added}. */
  static String summary(Map<String, String> before, Map<String, String> after) {
    var parts = new ArrayList<String>();
    for (var path : paths(before, after)) {
      var old = before.get(path);
      var fresh = after.get(path);
      if (old == null || fresh == null) {
        parts.add(path + (old == null ? " added" : " removed"));
      } else if (!old.equals(fresh)) {
        boolean told = parts.size() < MOST_FILES_TOLD && old.length() + fresh.length() < LONGEST;
        parts.add(path + (told ? counts(UnifiedDiff.of("", old, "", fresh)) : " changed"));
      }
    }
    int more = parts.size() - MOST_FILES_TOLD;
    return more <= 0
        ? String.join(", ", parts)
        : String.join(", ", parts.subList(0, MOST_FILES_TOLD)) + " and " + more + " more";
  }

  private static String counts(String diff) {
    var lines = diff.lines().skip(2).toList(); // the head
    return " +%d -%d".formatted(count(lines, "+"), count(lines, "-"));
  }

  private static long count(List<String> lines, String sign) {
    return lines.stream().filter(line -> line.startsWith(sign)).count();
  }

  private static Set<String> paths(Map<String, String> before, Map<String, String> after) {
    var paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    return paths;
  }
}

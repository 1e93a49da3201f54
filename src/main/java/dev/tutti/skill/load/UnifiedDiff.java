package dev.tutti.skill.load;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts as {@code diff -u} writes it: lines, hunks with three lines of
 * context. By the longest common subsequence; texts that differ in too many lines are replaced as a
 * whole, so that a diff takes at most {@value #MOST_WORK} steps and 16 MB, whatever the texts. No
 * library does: see docs/decisions/diff.md.
 */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final long MOST_WORK = 4_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<Line> lines = new ArrayList<>();

  private UnifiedDiff(String before, String after) {
    this.before = before.lines().toList();
    this.after = after.lines().toList();
  }

  /**
   * A line with {@code ' '}, {@code '-'} or {@code '+'}, and the numbers of the lines before it.
   */
  private record Line(char sign, String text, int before, int after) {}

  /** The difference, with the names of both in its head; empty when there is none. */
  public static String of(String name, String before, String otherName, String after) {
    if (before.equals(after)) {
      return "";
    }
    var diff = new UnifiedDiff(before, after);
    diff.compare();
    return "--- %s\n+++ %s\n%s".formatted(name, otherName, diff.hunks());
  }

  private void compare() {
    int start = 0;
    int most = Math.min(before.size(), after.size());
    while (start < most && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < most - start && beforeEnd(end).equals(afterEnd(end))) {
      end++;
    }
    same(0, 0, start);
    middle(start, before.size() - end, after.size() - end);
    same(before.size() - end, after.size() - end, end);
  }

  private String beforeEnd(int end) {
    return before.get(before.size() - 1 - end);
  }

  private String afterEnd(int end) {
    return after.get(after.size() - 1 - end);
  }

  private void same(int i, int j, int count) {
    for (int k = 0; k < count; k++) {
      lines.add(new Line(' ', before.get(i + k), i + k, j + k));
    }
  }

  private void middle(int start, int endBefore, int endAfter) {
    long work = (long) (endBefore - start + 1) * (endAfter - start + 1);
    int i = start;
    int j = start;
    if (work <= MOST_WORK) {
      int[][] common = common(start, endBefore, endAfter);
      while (i < endBefore && j < endAfter) {
        if (before.get(i).equals(after.get(j))) {
          same(i++, j++, 1);
        } else if (common[i - start + 1][j - start] >= common[i - start][j - start + 1]) {
          removed(i++, j);
        } else {
          added(i, j++);
        }
      }
    }
    while (i < endBefore) {
      removed(i++, j);
    }
    while (j < endAfter) {
      added(i, j++);
    }
  }

  /** The number of lines that are common from each pair of places on. */
  private int[][] common(int start, int endBefore, int endAfter) {
    var common = new int[endBefore - start + 1][endAfter - start + 1];
    for (int i = endBefore - start - 1; i >= 0; i--) {
      for (int j = endAfter - start - 1; j >= 0; j--) {
        common[i][j] =
            before.get(start + i).equals(after.get(start + j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private void removed(int i, int j) {
    lines.add(new Line('-', before.get(i), i, j));
  }

  private void added(int i, int j) {
    lines.add(new Line('+', after.get(j), i, j));
  }

  private String hunks() {
    var out = new StringBuilder();
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).sign != ' ') {
        int from = Math.max(0, at - CONTEXT);
        int to = hunkEnd(at);
        hunk(lines.subList(from, to), out);
        at = to - 1;
      }
    }
    return out.length() == 0 ? "(only the ends of lines differ)\n" : out.toString();
  }

  private int hunkEnd(int at) {
    int last = at;
    for (int i = at; i < lines.size() && i - last <= 2 * CONTEXT; i++) {
      if (lines.get(i).sign != ' ') {
        last = i;
      }
    }
    return Math.min(lines.size(), last + CONTEXT + 1);
  }

  private static void hunk(List<Line> hunk, StringBuilder out) {
    long removed = hunk.stream().filter(line -> line.sign != '+').count();
    long added = hunk.stream().filter(line -> line.sign != '-').count();
    var first = hunk.getFirst();
    out.append(
        "@@ -%d,%d +%d,%d @@%n"
            .formatted(
                first.before + (removed == 0 ? 0 : 1),
                removed,
                first.after + (added == 0 ? 0 : 1),
                added)
            .replace("\r", ""));
    hunk.forEach(line -> out.append(line.sign).append(line.text).append('\n'));
  }
}

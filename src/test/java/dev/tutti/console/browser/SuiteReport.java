package dev.tutti.console.browser;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Findings of a suite by its parts; its end says again, in a few lines, what failed and why, for
 * who sees the last lines only. Not thread-safe.
 */
final class SuiteReport {
  private static final int MOST_OF_A_PART = 3;
  private static final int MOST = 12;
  private static final int LONGEST = 300;

  private final List<Result> results = new ArrayList<>();

  /** Findings of one part, and how long it took. */
  private record Result(String part, List<String> found, Duration took) {
    @Override
    public String toString() {
      return "%s %d (%d s)".formatted(part, found.size(), took.toSeconds());
    }
  }

  /** Notes what a part has found, and prints it. */
  void add(String part, List<String> found, Duration took) {
    found.forEach(System.out::println);
    System.out.printf("%s: %d findings (%d s)%n", part, found.size(), took.toSeconds());
    results.add(new Result(part, found, took));
  }

  /** Whether nothing was found. */
  boolean isClean() {
    return results.stream().allMatch(each -> each.found.isEmpty());
  }

  /** The end of the suite: the parts, then the first findings of each. */
  String summary() {
    int all = results.stream().mapToInt(each -> each.found.size()).sum();
    var parts = results.stream().map(Result::toString).collect(Collectors.joining(", "));
    var lines = new ArrayList<String>();
    lines.add("=== Console: %d findings: %s".formatted(all, parts));
    for (var result : results) {
      result.found.stream()
          .limit(MOST_OF_A_PART)
          .filter(_ -> lines.size() <= MOST)
          .forEach(each -> lines.add(result.part + ": " + inOneLine(each)));
    }
    if (all >= lines.size()) {
      lines.add("and %d more, above".formatted(all - lines.size() + 1));
    }
    return String.join("\n", lines);
  }

  private static String inOneLine(String text) {
    var line = text.strip().replaceAll("\\s*\\R\\s*", " / ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}

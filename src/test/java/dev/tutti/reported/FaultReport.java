package dev.tutti.reported;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Counts the tests of a run by the reported faults that they cover: {@code FaultReport CLASSES
 * REPORTS}, a folder of compiled tests and one of Surefire's reports. Exits with 1 when a test
 * failed or a fault has none.
 */
public final class FaultReport {
  private static final Pattern CASE =
      Pattern.compile("<testcase name=\"([^\"(\\[]*)[^>]*?classname=\"([^\"]*)\"[^>]*?(/>|>)");

  private final Map<String, Integer> ran = new TreeMap<>();
  private int failed;

  private FaultReport() {}

  /** Prints the counts. */
  public static void main(String[] words) throws IOException {
    var report = new FaultReport();
    try (var files = Files.list(Path.of(words[1]))) {
      for (var file : files.filter(each -> each.toString().endsWith(".xml")).toList()) {
        report.read(Files.readString(file));
      }
    }
    System.exit(report.print(TestedFaults.in(Path.of(words[0]))) ? 0 : 1);
  }

  private void read(String xml) {
    var cases = CASE.matcher(xml);
    while (cases.find()) {
      ran.merge(cases.group(2) + '#' + cases.group(1), 1, Integer::sum);
    }
    failed += xml.split("<(failure|error)[ >]", -1).length - 1;
  }

  /** Whether every fault has a test and all passed. */
  private boolean print(TestedFaults tested) {
    var counts = new LinkedHashMap<String, Integer>();
    FaultLists.ids().forEach(id -> counts.put(id, 0));
    for (var test : tested.tests()) {
      int times = ran.getOrDefault(test.className() + '#' + test.name(), 0);
      test.faults().forEach(id -> counts.merge(id, times, Integer::sum));
    }
    counts.forEach((id, count) -> System.out.printf("%-12s %4d%n", id, count));
    var without = FaultLists.ids().stream().filter(id -> counts.getOrDefault(id, 0) == 0).toList();
    int all = ran.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        "%d faults, %d tests, %d failed%s%n",
        FaultLists.ids().size(),
        all,
        failed,
        without.isEmpty() ? "" : ", without a test: " + text(without));
    return failed == 0 && without.isEmpty();
  }

  private static String text(List<String> ids) {
    return String.join(", ", ids);
  }
}

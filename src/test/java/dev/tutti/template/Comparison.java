package dev.tutti.template;

import dev.tutti.template.api.Golden;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares files of cases with what Java gives, for {@code suites/templates/run}. A case that only
 * Java refuses is a difference too.
 */
final class Comparison {
  private Comparison() {}

  /** Prints the differences; the exit code is 1 when there are any. */
  public static void main(String[] files) {
    int cases = 0;
    int different = 0;
    for (var file : files) {
      var all = Golden.read(Path.of(file));
      cases += all.size();
      different += differences(all);
    }
    System.out.printf("%d cases, %d different%n", cases, different);
    System.exit(different == 0 && cases > 0 ? 0 : 1);
  }

  private static int differences(List<Golden> all) {
    int different = 0;
    for (var each : all) {
      var difference = each.difference();
      if (!difference.isEmpty()) {
        System.out.println(difference);
        different++;
      }
    }
    return different;
  }
}

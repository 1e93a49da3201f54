package dev.tutti.selection.quality;

import dev.tutti.chat.Json;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.analysis.TaskBench;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * Training and measuring of routing, for {@code bench/routing} and {@code suites/routing/run}; not
 * a test. Progress goes to standard error.
 */
final class RoutingBench {
  private static final PrintStream OUT = System.out;

  private RoutingBench() {}

  /**
   * {@code train FOLDER FILE}, {@code speed FOLDER}, or {@code evaluate FOLDER text|json}, then
   * names of known gaps.
   */
  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "train" -> train(folder, Path.of(arguments[2]));
      case "speed" -> speed(folder);
      default -> {
        var known = Set.copyOf(Arrays.asList(arguments).subList(3, arguments.length));
        if (!evaluate(folder, arguments[2].equals("json"), known)) {
          System.exit(1);
        }
      }
    }
  }

  private static void train(Path folder, Path file) throws IOException {
    Files.write(file, new TaskBench(folder).train());
    OUT.println(Json.object().put("bytes", Files.size(file)));
  }

  private static void speed(Path folder) {
    var figures = new RouteFigures();
    var report = new PromptReport(folder, new RouteFile(folder), PromptAnalyzer.shipped(), figures);
    OUT.println(Json.object().put("analyse_milliseconds", report.milliseconds()));
  }

  private static boolean evaluate(Path folder, boolean json, Set<String> known) {
    var figures = new RouteReport(folder, System.err::println).figures();
    OUT.println(json ? figures.json() : figures.text());
    return figures.isGood(known);
  }
}

package dev.tutti.selection.quality;

import dev.tutti.chat.Json;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.analysis.TaskBench;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
   * maybe {@code --alignbench FILE}, then names of known gaps.
   */
  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "train" -> train(folder, Path.of(arguments[2]));
      case "speed" -> speed(folder);
      default -> evaluate(folder, List.of(arguments).subList(2, arguments.length));
    }
  }

  private static void evaluate(Path folder, List<String> options) {
    var figures = new RouteReport(folder, System.err::println).figures();
    boolean aligned = options.size() > 2 && options.get(1).equals("--alignbench");
    if (aligned) {
      alignBench(folder, Path.of(options.get(2)), figures);
    }
    OUT.println(options.getFirst().equals("json") ? figures.json() : figures.text());
    if (!figures.isGood(Set.copyOf(options.subList(aligned ? 3 : 1, options.size())))) {
      System.exit(1);
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

  private static void alignBench(Path folder, Path file, RouteFigures figures) {
    var unseen = TaskBench.unseenAlignBench(file);
    figures.line("%nTask types of AlignBench, which the shipped weights have never seen");
    figures.line("%s", unseen.table());
    var folded = new TaskBench(folder).foldedAlignBench(file);
    figures.line("%nTask types of AlignBench by folds, with its other prompts in training");
    figures.line("%s", folded.table());
    figures.atLeast("task_alignbench", folded.value(), .63, .66);
    figures.line("AlignBench, never seen: %.3f; by folds: %.3f", unseen.value(), folded.value());
  }
}

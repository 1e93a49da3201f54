package dev.tutti.document.suite;

import dev.tutti.application.decision.DecisionBench;
import dev.tutti.application.insight.InsightBench;
import dev.tutti.document.format.DocumentsBench;
import dev.tutti.document.number.GrammarBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measurement of all parts of the applications, with a floor for each figure. A new part is a line
 * in the list.
 */
public final class ApplicationsBench {
  private static final List<Part> PARTS =
      List.of(
          new Part("numbers", ApplicationsBench::numbers),
          new Part("derivations", DerivationsBench::measure),
          new Part("documents", ApplicationsBench::documents),
          new Part("analysis", AnalysisBench::measure),
          new Part("insight", InsightBench::measure),
          new Part("decisions", ApplicationsBench::decisions));

  private ApplicationsBench() {}

  /**
   * One part.
   *
   * @param name for {@code --only}
   */
  private record Part(String name, Measurement measurement) {}

  /** Measurement over the folder of data, which tells each miss. */
  interface Measurement {
    Map<String, Figure> measure(Path folder, Consumer<String> misses) throws IOException;
  }

  /** Right ones of all, and the share that is wanted. */
  public record Figure(int right, int all, double floor) {
    boolean reached() {
      return all > 0 && right >= floor * all;
    }
  }

  private static Map<String, Figure> numbers(Path folder, Consumer<String> misses)
      throws IOException {
    var result = GrammarBench.measure(folder.resolve("numbers/grammar.jsonl"));
    result.misses().forEach(misses);
    int right = result.cases() - result.misses().size();
    return Map.of("grammar", new Figure(right, result.cases(), 0.995));
  }

  private static Map<String, Figure> documents(Path folder, Consumer<String> misses)
      throws IOException {
    var floors =
        Map.of(
            "metrics",
            0.95,
            "wrong_caught",
            1.0,
            "correct_passed",
            0.99,
            "status",
            1.0,
            "hidden",
            1.0);
    var figures = new LinkedHashMap<String, Figure>();
    new DocumentsBench(folder.resolve("documents"), misses)
        .measure()
        .forEach(
            (name, of) ->
                figures.put(name, new Figure(of[0], of[1], floors.getOrDefault(name, 0.95))));
    return figures;
  }

  private static Map<String, Figure> decisions(Path folder, Consumer<String> misses)
      throws IOException {
    var figures = new LinkedHashMap<String, Figure>();
    DecisionBench.measure(folder.resolve("decision"), misses)
        .forEach((name, of) -> figures.put(name, new Figure(of[0], of[1], 1)));
    return figures;
  }

  public static void main(String[] arguments) throws IOException {
    String only = arguments.length == 3 && arguments[1].equals("--only") ? arguments[2] : "";
    boolean reached = true;
    for (Part part : PARTS) {
      if (only.isEmpty() || only.equals(part.name())) {
        var figures = part.measurement().measure(Path.of(arguments[0]), System.out::println);
        for (var each : figures.entrySet()) {
          Figure figure = each.getValue();
          System.out.printf(
              "%s.%s %d of %d (floor %s)%s%n",
              part.name(),
              each.getKey(),
              figure.right(),
              figure.all(),
              figure.floor(),
              figure.reached() ? "" : " BELOW");
          reached &= figure.reached();
        }
      }
    }
    System.exit(reached ? 0 : 1);
  }
}

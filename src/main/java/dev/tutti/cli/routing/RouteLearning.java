package dev.tutti.cli.routing;

import dev.tutti.Settings;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ConfigOptions;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.decision.SelectionSettings;
import dev.tutti.selection.outcome.ForgottenOutcomes;
import dev.tutti.selection.outcome.OutcomeLines;
import dev.tutti.selection.outcome.RoutingOutcomes;
import dev.tutti.selection.quality.EvaluationReport;
import dev.tutti.selection.quality.PromptOutcome;
import dev.tutti.selection.quality.QualityPriors;
import dev.tutti.selection.quality.RoutingEvaluation;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/**
 * Commands of {@code tutti route} that work on the data folder itself, whether or not a server runs
 * on it: one that runs follows.
 */
final class RouteLearning {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final int AT_ONCE = 500;

  private RouteLearning() {}

  private static List<OutcomeLines.Line> lines(Path file) {
    try {
      return OutcomeLines.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("FILE: " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void print(CommandSpec spec, boolean json, ObjectNode answer) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(answer));
    } else {
      answer.forEachEntry((name, value) -> out.printf("%-28s %s%n", name, value));
    }
    out.flush();
  }

  /** {@code tutti route learn}. */
  @Command(
      name = "learn",
      description =
          "Learns from outcomes: lines of {prompt, task_type?, outcomes: {model: {score}}}.")
  static final class Learn implements Runnable {
    @Mixin private final ConfigOptions config = new ConfigOptions();

    @Parameters(paramLabel = "FILE", description = "Lines of JSON.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print what was taken as JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      var folder = config.configuration().read().data();
      var rows =
          RoutingOutcomes.rows(
              lines(file), PromptAnalyzer.shipped(), CLOCK.instant(), RoutingOutcomes.FILE);
      try (var store = Store.attach(StoreSettings.in(folder))) {
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
          var some = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
          var _ = Store.await(RoutingOutcomes.write(store, some));
        }
      }
      print(spec, json, RoutingOutcomes.summary(rows));
    }
  }

  /** {@code tutti route forget}. */
  @Command(name = "forget", description = "Forgets outcomes of a model, a source, or a time.")
  static final class Forget implements Runnable {
    @Mixin private final ConfigOptions config = new ConfigOptions();

    @Option(names = "--model", description = "Of this model only.")
    private String model = "";

    @Option(names = "--source", description = "Of this source only, such as file or feedback.")
    private String source = "";

    @Option(names = "--before", paramLabel = "TIME", description = "From before this time only.")
    private @Nullable Instant before;

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    @Option(names = "--json", description = "Print what was forgotten as JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      if (model.isEmpty() && source.isEmpty() && before == null && !all) {
        throw new IllegalArgumentException("--model, --source, --before or --all: none is given");
      }
      var until = before == null ? CLOCK.instant().plusSeconds(1) : before;
      var folder = config.configuration().read().data();
      try (var store = Store.attach(StoreSettings.in(folder))) {
        int gone =
            Store.await(RoutingOutcomes.forget(store, new ForgottenOutcomes(model, source, until)));
        print(spec, json, Json.object().put("forgotten", gone));
      }
    }
  }

  /** {@code tutti route evaluate}. */
  @Command(
      name = "evaluate",
      description = "Measures decisions on outcomes that were not learned; nothing is learned.")
  static final class Evaluate implements Runnable {
    @Mixin private final ConfigOptions config = new ConfigOptions();

    @Parameters(paramLabel = "FILE", description = "Lines of JSON, as for learn.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      Settings settings = config.configuration().read();
      var lines = lines(file);
      var analyzer = PromptAnalyzer.shipped();
      var rows =
          lines.stream().map(line -> new PromptOutcome(line.prompt(), line.outcomes())).toList();
      try (var store = Store.attach(StoreSettings.in(settings.data()));
          var outcomes =
              RoutingOutcomes.open(
                  store,
                  CLOCK,
                  () -> settings.of(SelectionSettings.SECTION).learning(),
                  analyzer,
                  QualityPriors.EVEN,
                  _ -> {})) {
        outcomes.follow().join();
        var reports = RoutingEvaluation.evaluate(outcomes.quality(), analyzer, rows);
        print(spec, json, json(rows.size(), reports));
      }
    }

    /** Every set of models, and the figures of the first one beside them. */
    private static ObjectNode json(int rows, List<EvaluationReport> reports) {
      var answer = Json.object().put("rows", rows);
      if (!reports.isEmpty()) {
        answer.setAll(json(reports.getFirst()));
        answer.put("rows", rows);
      }
      var sets = answer.putArray("sets");
      reports.forEach(each -> sets.add(json(each)));
      return answer;
    }

    private static ObjectNode json(EvaluationReport report) {
      var json = Json.object();
      var models = json.putArray("models");
      report.models().forEach(models::add);
      json.put("rows", report.rows())
          .put("best", report.best())
          .put("best_quality", report.bestQuality())
          .put("oracle", report.oracle());
      put(json, "strong_share_at_95", report.strongShareAt95());
      put(json, "apgr", report.apgr());
      put(json, "cost_share_at_best_single", report.costShareAtBestSingle());
      report.curve().stream()
          .max(Comparator.comparingDouble(EvaluationReport.CurvePoint::quality))
          .ifPresent(best -> json.put("quality", best.quality()).put("cost", best.cost()));
      var curve = json.putArray("curve");
      report
          .curve()
          .forEach(
              point ->
                  curve
                      .addObject()
                      .put("quality", point.quality())
                      .put("cost", point.cost())
                      .put("strong_share", point.strongShare()));
      return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Double value) {
      if (value != null) {
        json.put(name, value);
      }
    }
  }
}

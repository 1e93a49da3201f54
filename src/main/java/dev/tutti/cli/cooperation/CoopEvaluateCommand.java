package dev.tutti.cli.cooperation;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ConfigOptions;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cooperation.vote.CertificateJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tutti coop evaluate}: works on the data folder itself, and learns nothing. */
@Command(
    name = "evaluate",
    description = "Measures what panels of models give on questions whose right answers are known.")
final class CoopEvaluateCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions config = new ConfigOptions();

  @Parameters(
      paramLabel = "FILE",
      description =
          "Lines of JSON {question, task_type, gold, answers: [{model, text}]}. - is standard"
              + " input.")
  private String file = "";

  @Option(names = "--json", description = "Print the certificates as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var questions = VoteFolder.questions(file);
    var measured =
        CertificateJson.measured(
            questions,
            VoteFolder.with(config.configuration(), learning -> learning.measure(questions)));
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(measured));
    } else {
      ServerCommand.visible(measured).path("panels").forEach(panel -> print(out, panel));
    }
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, JsonNode panel) {
    out.printf(
        "%d models, %d questions, weights %s%n",
        panel.path("models").size(),
        panel.path("rows").asInt(),
        panel.path("weights").asString().replace('_', '-'));
    line(out, "best single", panel.path("best_single"), panel.path("best_single_model").asString());
    line(out, "majority", panel.path("majority"), "");
    line(out, "learned", panel.path("learned"), "");
    line(out, "oracle", panel.path("oracle"), "");
    line(out, "agreement of errors", panel.path("agreement_of_errors"), "");
    line(out, "calibration error", panel.path("calibration_error"), "");
    var gain = panel.path("expected_gain");
    out.printf(
        "  %-20s %+6.3f (%+.3f to %+.3f)%n",
        "expected gain",
        gain.path("mean").asDouble(),
        gain.path("low").asDouble(),
        gain.path("high").asDouble());
    panel.path("members").forEach(member -> member(out, member));
    panel.path("advice").forEach(advice -> out.printf("  - %s%n", advice.asString()));
  }

  private static void line(PrintWriter out, String name, JsonNode share, String more) {
    out.printf("  %-20s %6.3f  %s%n", name, share.asDouble(), more);
  }

  private static void member(PrintWriter out, JsonNode member) {
    out.printf(
        "  %-36s right %.3f, answered %.3f, weight %.3f%n",
        member.path("model").asString(),
        member.path("accuracy").asDouble(),
        member.path("answered").asDouble(),
        member.path("weight").asDouble());
  }
}

package dev.tutti.cli.cooperation;

import dev.tutti.cooperation.vote.CertificateJson;
import dev.tutti.cooperation.vote.LabelledQuestion;
import dev.tutti.cooperation.vote.VoteLearning;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti coop evaluate}: learns nothing. */
@Command(
    name = "evaluate",
    description = "Measures what panels of models give on questions whose right answers are known.")
final class CoopEvaluateCommand extends OutcomesCommand {
  @Override
  ObjectNode done(VoteLearning learning, List<LabelledQuestion> questions) {
    return CertificateJson.measured(questions, learning.measure(questions));
  }

  @Override
  void print(PrintWriter out, JsonNode measured) {
    measured.path("panels").forEach(panel -> panel(out, panel));
  }

  private static void panel(PrintWriter out, JsonNode panel) {
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
    line(out, "surer half", panel.path("sure_half"), "");
    line(out, "other half", panel.path("unsure_half"), "");
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

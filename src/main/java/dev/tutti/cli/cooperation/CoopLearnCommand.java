package dev.tutti.cli.cooperation;

import dev.tutti.cooperation.vote.CertificateJson;
import dev.tutti.cooperation.vote.LabelledQuestion;
import dev.tutti.cooperation.vote.VoteLearning;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti coop learn}. */
@Command(
    name = "learn",
    description = "Learns weights of votes from questions whose right answers are known.")
final class CoopLearnCommand extends OutcomesCommand {
  @Override
  ObjectNode done(VoteLearning learning, List<LabelledQuestion> questions) {
    var panels = learning.measure(questions);
    int added = learning.learn(questions);
    return CertificateJson.learned(questions, added, learning.summary(), panels);
  }

  @Override
  void print(PrintWriter out, JsonNode learned) {
    out.printf(
        "%d outcomes of %d models, %d of them new; %d are kept.%n",
        learned.path("rows").asInt(),
        learned.path("models").size(),
        learned.path("added").asInt(),
        learned.path("known").asInt());
  }
}

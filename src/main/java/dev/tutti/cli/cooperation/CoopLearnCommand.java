package dev.tutti.cli.cooperation;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ConfigOptions;
import dev.tutti.cooperation.vote.CertificateJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tutti coop learn}: works on the data folder itself, whether or not a server runs on it.
 */
@Command(
    name = "learn",
    description = "Learns weights of votes from questions whose right answers are known.")
final class CoopLearnCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions config = new ConfigOptions();

  @Parameters(
      paramLabel = "FILE",
      description =
          "Lines of JSON {question, task_type, gold, answers: [{model, text}]}. - is standard"
              + " input.")
  private String file = "";

  @Option(names = "--json", description = "Print what was learned as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var questions = VoteFolder.questions(file);
    var learned =
        VoteFolder.with(
            config.configuration(),
            learning -> {
              var panels = learning.measure(questions);
              int added = learning.learn(questions);
              return CertificateJson.learned(questions, added, learning.summary(), panels);
            });
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(learned));
    } else {
      out.printf(
          "%d outcomes of %d models, %d of them new; %d are kept.%n",
          learned.path("rows").asInt(),
          learned.path("models").size(),
          learned.path("added").asInt(),
          learned.path("known").asInt());
    }
    out.flush();
    return 0;
  }
}

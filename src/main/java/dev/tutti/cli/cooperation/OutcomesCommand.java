package dev.tutti.cli.cooperation;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ConfigOptions;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cooperation.vote.LabelledQuestion;
import dev.tutti.cooperation.vote.VoteLearning;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Command that does something with a file of questions whose right answers are known, on the data
 * folder itself, whether or not a server runs on it.
 */
abstract class OutcomesCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions config = new ConfigOptions();

  @Parameters(
      paramLabel = "FILE",
      description =
          "Lines of JSON {question, task_type, gold, answers: [{model, text}]}. - is standard"
              + " input.")
  private String file = "";

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Does it, and says what came of it. */
  abstract ObjectNode done(VoteLearning learning, List<LabelledQuestion> questions);

  /** Prints that for people; there are no control characters in it. */
  abstract void print(PrintWriter out, JsonNode done);

  @Override
  public Integer call() throws IOException {
    var questions = LabelledQuestion.lines(JsonFile.text(file), VoteLearning.MOST_LINES);
    var done = VoteFolder.with(config.configuration(), learning -> done(learning, questions));
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(done));
    } else {
      print(out, ServerCommand.visible(done));
    }
    out.flush();
    return 0;
  }
}

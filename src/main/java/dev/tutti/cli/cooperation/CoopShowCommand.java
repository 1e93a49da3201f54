package dev.tutti.cli.cooperation;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ConfigOptions;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cooperation.vote.VoteLearning;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti coop show}: works on the data folder itself. */
@Command(name = "show", description = "Shows what was learned of votes.")
final class CoopShowCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions config = new ConfigOptions();

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var known = VoteFolder.with(config.configuration(), VoteLearning::summary).json();
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(known));
    } else {
      var shown = ServerCommand.visible(known);
      out.printf("%d outcomes are kept.%n", shown.path("rows").asInt());
      shown
          .path("models")
          .forEach(
              each ->
                  out.printf(
                      "  %-36s right %.3f of %d%n",
                      each.path("model").asString(),
                      each.path("accuracy").asDouble(),
                      each.path("answers").asInt()));
    }
    out.flush();
    return 0;
  }
}

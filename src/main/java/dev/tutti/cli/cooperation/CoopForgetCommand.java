package dev.tutti.cli.cooperation;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ConfigOptions;
import dev.tutti.cooperation.vote.VoteLearning;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti coop forget}: works on the data folder itself. */
@Command(name = "forget", description = "Forgets all outcomes that votes have learned from.")
final class CoopForgetCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions config = new ConfigOptions();

  @Option(names = "--json", description = "Print the number as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    int forgotten = VoteFolder.with(config.configuration(), VoteLearning::forget);
    var out = spec.commandLine().getOut();
    out.println(
        json
            ? Json.text(Json.object().put("forgotten", forgotten))
            : "%d outcomes are forgotten.".formatted(forgotten));
    out.flush();
    return 0;
  }
}

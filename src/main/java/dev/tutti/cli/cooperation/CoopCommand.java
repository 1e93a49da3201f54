package dev.tutti.cli.cooperation;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tutti coop}. */
@Command(
    name = "coop",
    description = "Cooperation of several models: runs, votes, and what they learn from.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CoopRunCommand.class,
      CoopVoteCommand.class,
      CoopLearnCommand.class,
      CoopEvaluateCommand.class,
      CoopShowCommand.class,
      CoopForgetCommand.class
    })
final class CoopCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}

package dev.tutti.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tutti completion}: what teaches bash and zsh to complete the commands. */
@Command(
    name = "completion",
    description = "Prints a script for bash and zsh: source <(./tutti completion)")
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("tutti", TuttiCommand.commandLine()));
    out.flush();
  }
}

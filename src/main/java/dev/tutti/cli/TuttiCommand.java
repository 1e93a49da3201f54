package dev.tutti.cli;

import dev.tutti.chat.Fault;
import dev.tutti.config.ConfigException;
import dev.tutti.skill.api.SkillException;
import dev.tutti.store.StoreException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command {@code tutti}: the list of its subcommands. */
@Command(
    name = "tutti",
    description = "One server between your product and every language model it uses.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      SimulateCommand.class,
      CheckCommand.class,
      ChatCommand.class,
      ModelsCommand.class,
      SkillCommand.class,
      RunCommand.class,
      ProvidersCommand.class,
      ExplainCommand.class,
      HealthCommand.class,
      BreakersCommand.class,
      LimitsCommand.class,
      BudgetsCommand.class,
      CacheCommand.class,
      ConfigCommand.class,
      AuditCommand.class,
      KeysCommand.class,
      BenchCommand.class,
      CompletionCommand.class,
      WarmupCommand.class,
      CommandLine.HelpCommand.class
    })
public final class TuttiCommand {
  private TuttiCommand() {}

  /** Runs what the arguments ask for and returns the exit code. */
  public static int run(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    var all = new CommandLine(new TuttiCommand());
    helpful(all);
    return all.setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // an option may take @FILE itself
        .setExecutionExceptionHandler(TuttiCommand::explain);
  }

  /** Every command explains itself when it is asked to. */
  private static void helpful(CommandLine command) {
    if (command.getCommandSpec().findOption("--help") == null) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Show this help message and exit.")
                  .build());
    }
    command.getSubcommands().values().forEach(TuttiCommand::helpful);
  }

  /** An expected failure is one message; anything else shows where it comes from. */
  private static int explain(Exception thrown, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    switch (thrown) {
      case ConfigException wrong -> {
        err.println(wrong.getMessage());
        return CommandLine.ExitCode.USAGE;
      }
      case IllegalArgumentException wrong -> {
        err.println("tutti: " + wrong.getMessage());
        return CommandLine.ExitCode.USAGE;
      }
      case Fault _, StoreException _, SkillException _, IllegalStateException _ ->
          err.println("tutti: " + thrown.getMessage());
      default -> thrown.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}

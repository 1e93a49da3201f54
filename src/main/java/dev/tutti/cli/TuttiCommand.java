package dev.tutti.cli;

import dev.tutti.chat.Fault;
import dev.tutti.config.ConfigException;
import dev.tutti.skill.api.SkillException;
import dev.tutti.store.StoreException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command {@code tutti}: the list of its subcommands.
 *
 * <p>A command is read from its annotations by reflection, which takes more time than most of a
 * start. So only the one that the first argument names is loaded; all are where all are needed: for
 * help, for completion, and for what is like a name that does not exist.
 */
@Command(
    name = "tutti",
    description = "One server between your product and every language model it uses.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class TuttiCommand {
  private static final List<String> NAMES =
      List.of(
          "serve",
          "simulate",
          "check",
          "chat",
          "models",
          "skill",
          "run",
          "providers",
          "explain",
          "health",
          "breakers",
          "limits",
          "budgets",
          "cache",
          "config",
          "audit",
          "keys",
          "bench",
          "completion",
          "warmup",
          "help");

  /** First arguments after which other commands than the one named are needed, or none. */
  private static final Set<String> OF_ALL = Set.of("help", "completion");

  private static final Set<String> OF_NONE = Set.of("-V", "--version");

  private TuttiCommand() {}

  /** Runs what the arguments ask for and returns the exit code. */
  public static int run(String... args) {
    return commandLine(args).execute(args);
  }

  /** Commands that these arguments need; all without arguments. */
  static CommandLine commandLine(String... args) {
    var tutti = new CommandLine(new TuttiCommand());
    needed(args).forEach(name -> tutti.addSubcommand(name, command(name)));
    helpful(tutti);
    return tutti
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // an option may take @FILE itself
        .setExecutionExceptionHandler(TuttiCommand::explain);
  }

  private static List<String> needed(String... args) {
    var first = args.length == 0 ? "" : args[0];
    if (args.length == 1 && OF_NONE.contains(first)) {
      return List.of();
    }
    return NAMES.contains(first) && !OF_ALL.contains(first) ? List.of(first) : NAMES;
  }

  private static Class<?> command(String name) {
    return switch (name) {
      case "serve" -> ServeCommand.class;
      case "simulate" -> SimulateCommand.class;
      case "check" -> CheckCommand.class;
      case "chat" -> ChatCommand.class;
      case "models" -> ModelsCommand.class;
      case "skill" -> SkillCommand.class;
      case "run" -> RunCommand.class;
      case "providers" -> ProvidersCommand.class;
      case "explain" -> ExplainCommand.class;
      case "health" -> HealthCommand.class;
      case "breakers" -> BreakersCommand.class;
      case "limits" -> LimitsCommand.class;
      case "budgets" -> BudgetsCommand.class;
      case "cache" -> CacheCommand.class;
      case "config" -> ConfigCommand.class;
      case "audit" -> AuditCommand.class;
      case "keys" -> KeysCommand.class;
      case "bench" -> BenchCommand.class;
      case "completion" -> CompletionCommand.class;
      case "warmup" -> WarmupCommand.class;
      case "help" -> CommandLine.HelpCommand.class;
      default -> throw new IllegalArgumentException(name);
    };
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

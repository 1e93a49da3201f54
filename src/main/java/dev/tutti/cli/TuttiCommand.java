package dev.tutti.cli;

import dev.tutti.chat.Fault;
import dev.tutti.cli.server.Version;
import dev.tutti.config.ConfigException;
import dev.tutti.skill.api.SkillException;
import dev.tutti.store.StoreException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command {@code tutti}: the list of its subcommands.
 *
 * <p>A command is read from its annotations by reflection, which takes more time than most of a
 * start. So only the one that the first argument names is loaded; all are when it names none: for
 * help, and for what is like a name that does not exist.
 */
@Command(
    name = "tutti",
    description = "One server between your product and every language model it uses.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class TuttiCommand {
  /**
   * Commands in the order of the help, each behind the package below this one that it is in: {@code
   * serve} is {@link ServeCommand}, {@code task.batch} a {@code BatchCommand}.
   */
  private static final List<String> PLACES =
      List.of(
          "serve",
          "simulate",
          "check",
          "session.chat",
          "character.character",
          "model.models",
          "skill.skill",
          "skill.run",
          "task.batch",
          "task.file",
          "group.group",
          "session.session",
          "session.memory",
          "task.task",
          "session.followup",
          "cooperation.coop",
          "application.analyze",
          "application.insight",
          "application.decide",
          "routing.route",
          "model.providers",
          "model.explain",
          "model.health",
          "model.breakers",
          "model.limits",
          "model.budgets",
          "model.cache",
          "model.config",
          "report.search",
          "report.calls",
          "report.top",
          "report.series",
          "report.alerts",
          "report.forecasts",
          "report.report",
          "report.audit",
          "report.logs",
          "report.profile",
          "model.keys",
          "bench.bench",
          "completion",
          "bench.warmup");

  private TuttiCommand() {}

  /** Runs what the arguments ask for and returns the exit code. */
  public static int run(String... args) {
    return commandLine(args).execute(args);
  }

  /** The commands that these arguments need; all without arguments. */
  static CommandLine commandLine(String... args) {
    var tutti = new CommandLine(new TuttiCommand());
    var named =
        PLACES.stream().filter(each -> args.length > 0 && name(each).equals(args[0])).toList();
    if (named.size() == 1) {
      tutti.addSubcommand(command(named.getFirst()));
    } else {
      PLACES.forEach(each -> tutti.addSubcommand(command(each)));
      tutti.addSubcommand(CommandLine.HelpCommand.class);
    }
    helpful(tutti);
    return tutti
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // an option may take @FILE itself
        .setExecutionExceptionHandler(TuttiCommand::explain);
  }

  /** The name of a command in its place. */
  private static String name(String place) {
    return place.substring(place.lastIndexOf('.') + 1);
  }

  private static Class<?> command(String place) {
    var name = name(place);
    var type = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Command";
    var room = place.substring(0, place.length() - name.length());
    try {
      return Class.forName(TuttiCommand.class.getPackageName() + "." + room + type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every command explains itself when it is asked to, and calls values by their options. */
  private static void helpful(CommandLine command) {
    var spec = command.getCommandSpec();
    List.copyOf(spec.options()).forEach(option -> label(spec, option));
    if (spec.findOption("--help") == null) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help message and exit.")
              .build());
    }
    command.getSubcommands().values().forEach(TuttiCommand::helpful);
  }

  private static void label(CommandSpec spec, OptionSpec option) {
    if (option.group() == null && option.paramLabel().startsWith("<")) {
      var name = option.longestName();
      var label = name.substring(name.lastIndexOf('-') + 1).toUpperCase(Locale.ROOT);
      spec.remove(option);
      spec.addOption(option.toBuilder().paramLabel(label).build());
    }
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
      case FileSystemException unreadable -> {
        err.println("tutti: %s: %s".formatted(unreadable.getFile(), reason(unreadable)));
        return CommandLine.ExitCode.USAGE;
      }
      case CharacterCodingException _ -> {
        err.println("tutti: a file is not UTF-8 (expected: text in UTF-8)");
        return CommandLine.ExitCode.USAGE;
      }
      case Fault _, StoreException _, SkillException _, IllegalStateException _ ->
          err.println("tutti: " + thrown.getMessage());
      default -> thrown.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String reason(FileSystemException unreadable) {
    return switch (unreadable) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "may not be read";
      default -> String.valueOf(unreadable.getReason());
    };
  }
}

package dev.tutti.cli;

import dev.tutti.Configuration;
import dev.tutti.Settings;
import dev.tutti.chat.Json;
import dev.tutti.config.ConfigException;
import dev.tutti.selection.decision.SelectionSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti check}. */
@Command(
    name = "check",
    description = "Checks a configuration file and says everything that is wrong with it.")
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "The file (default: ${DEFAULT-VALUE}).",
      defaultValue = "tutti.yaml")
  private Path file = Path.of("tutti.yaml");

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      good(Configuration.file(file).read());
      return ExitCode.OK;
    } catch (ConfigException wrong) {
      bad(wrong);
      return ExitCode.USAGE;
    }
  }

  private void good(Settings settings) {
    var out = spec.commandLine().getOut();
    if (json) {
      var report = Json.object().put("ok", true);
      var warnings = report.putArray("warnings");
      selection(settings).warnings().forEach(warnings::add);
      out.println(Json.text(report));
    } else {
      out.printf(
          "%s is good: %s, %s%n",
          file,
          count(settings.providers().size(), "provider"),
          count(settings.models().size(), "model"));
      selection(settings).warnings().forEach(each -> out.println("warning: " + each));
    }
    out.flush();
  }

  private static SelectionSettings selection(Settings settings) {
    return settings.of(SelectionSettings.SECTION);
  }

  private static String count(int number, String thing) {
    return "%d %s%s".formatted(number, thing, number == 1 ? "" : "s");
  }

  private void bad(ConfigException wrong) {
    if (json) {
      var report = Json.object().put("ok", false);
      var problems = report.putArray("problems");
      wrong.problems().forEach(problem -> problems.add(problem.toString()));
      spec.commandLine().getOut().println(Json.text(report));
    } else {
      spec.commandLine().getErr().println(wrong.getMessage());
    }
  }
}

package dev.tutti.cli.skill;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.skill.OfflineSkills;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tutti skill}. */
@Command(
    name = "skill",
    description = "Lists the skills of a running server; subcommands make, test and run them.",
    subcommands = {
      SkillNewCommand.class,
      SkillCommand.ListAll.class,
      SkillCommand.Show.class,
      RunCommand.class,
      SkillTestCommand.class,
      SkillTrialCommand.class,
      SkillCommand.Diff.class,
      SkillCompareCommand.class,
      SkillCommand.Revisions.class,
      SkillWriteCommand.class,
      SkillLabelCommand.class,
      SkillSplitCommand.class,
      SkillRollbackCommand.class,
      SkillResetCommand.class
    })
final class SkillCommand extends ServerCommand {
  private static final int WIDTH = 100;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get("/v1/skills");
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    list(out, answer);
  }

  private static void list(PrintWriter out, JsonNode answer) {
    answer
        .path("data")
        .forEach(
            skill ->
                out.printf(
                    "%-32s %-28s %s%n",
                    skill.path("name").asString(),
                    skill.path("revision").asString(),
                    oneLine(skill.path("description").asString(""))));
  }

  private static String oneLine(String text) {
    var line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
  }

  /** {@code tutti skill list}. */
  @Command(name = "list", description = "Lists the skills of a running server.")
  static final class ListAll extends ServerCommand {
    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get("/v1/skills");
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      list(out, answer);
    }
  }

  /** {@code tutti skill show}. */
  @Command(
      name = "show",
      description = "Shows a skill of a running server: versions, labels, figures, problems.")
  static final class Show extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "The skill.")
    private String name = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(path("/admin/skills", name));
    }

    @Override
    protected void print(PrintWriter out, JsonNode skill) {
      out.printf(
          "%s %s: %s%n",
          skill.path("name").asString(),
          skill.path("version").asString(),
          skill.path("description").asString(""));
      ReleaseLines.print(out, "  ", skill.at("/release/in_force"));
      out.printf(
          "%-28s %10s %8s %9s %9s %8s%n",
          "REVISION", "EXECUTIONS", "SUCCESS", "P50", "P95", "TOKENS");
      skill.path("figures").forEach(each -> line(out, each));
      skill.path("problems").forEach(problem -> out.printf("problem: %s%n", problem.asString()));
    }

    private static void line(PrintWriter out, JsonNode figures) {
      out.printf(
          "%-28s %10d %8s %6.0f ms %6.0f ms %8.0f%n",
          figures.path("revision").asString(),
          figures.path("executions").asLong(),
          success(figures.path("success_rate")),
          figures.path("p50_ms").asDouble(),
          figures.path("p95_ms").asDouble(),
          figures.path("tokens_per_execution").asDouble());
    }

    private static String success(JsonNode rate) {
      return rate.isNumber() ? "%.1f%%".formatted(rate.asDouble() * 100) : "-";
    }
  }

  /** {@code tutti skill revisions}. */
  @Command(
      name = "revisions",
      description = "Lists the revisions of a skill that a running server has kept.")
  static final class Revisions extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "The skill.")
    private String name = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(path("/admin/skills", name, "revisions"));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf("%-28s %-24s %s%n", "REVISION", "SINCE", "SERVED");
      answer
          .path("data")
          .forEach(
              each ->
                  out.printf(
                      "%-28s %-24s %s%n",
                      each.path("revision").asString(), each.path("at").asString(), served(each)));
    }

    private static String served(JsonNode revision) {
      if (revision.path("standing").asBoolean()) {
        return "to everybody";
      }
      return revision.path("served").asBoolean() ? "by version" : "";
    }
  }

  /** {@code tutti skill diff}. */
  @Command(
      name = "diff",
      description = "Shows how the files of two versions of a skill in a folder differ.")
  static final class Diff implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The skill.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "V1", description = "A version, such as 1.0.0.")
    private String version = "";

    @Parameters(index = "2", paramLabel = "V2", description = "Another version.")
    private String other = "";

    @Option(
        names = "--folder",
        paramLabel = "DIR",
        description = "Where the skills are (default: ${DEFAULT-VALUE}).",
        defaultValue = "skills")
    private Path folder = Path.of("skills");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      var out = spec.commandLine().getOut();
      var diff = OfflineSkills.diff(folder, name, version, other);
      out.print(diff.lines().map(line -> line + "\n").collect(Collectors.joining()));
      out.flush();
      return ExitCode.OK;
    }
  }
}

package dev.tutti.cli.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tutti.Recovery;
import dev.tutti.change.ChangeJson;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ConfigOptions;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti config}. */
@Command(
    name = "config",
    description = "Shows the configuration in force, what was changed, and goes back.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ConfigCommand.Show.class,
      ConfigCommand.AsFile.class,
      ConfigCommand.History.class,
      ConfigCommand.Rollback.class
    })
final class ConfigCommand {
  private ConfigCommand() {}

  /** {@code tutti config show}. */
  @Command(name = "show", description = "Shows every value and where it comes from.")
  static final class Show extends ServerCommand {
    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get("/admin/config");
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer
          .path("values")
          .forEach(
              each ->
                  out.printf(
                      "%s: %s  # %s%s%n",
                      each.path("path").asString(),
                      each.path("value").asString(),
                      each.path("origin").asString(),
                      file(each)));
      out.printf("# revision %d%n", answer.path("revision").asLong());
      answer.path("conflicts").forEach(each -> out.printf("# conflict: %s%n", each.asString()));
      answer.path("refused").forEach(each -> out.printf("# not in force: %s%n", each.asString()));
    }

    private static String file(JsonNode each) {
      return each.has("written")
          ? ", where %s says %s"
              .formatted(
                  each.at("/written/origin").asString(""), each.at("/written/value").asString(""))
          : "";
    }
  }

  /** {@code tutti config file}. */
  @Command(
      name = "file",
      description = "Prints what is in force as a YAML file, with *** for secrets.")
  static final class AsFile extends ServerCommand {
    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return Json.valueOf(new String(client.bytes("/admin/config/file"), UTF_8));
    }

    /** Lines of YAML must stay lines; texts in it are quoted where a terminal would obey them. */
    @Override
    protected boolean isVerbatim() {
      return true;
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.print(answer.asString());
    }
  }

  /** {@code tutti config history}. */
  @Command(name = "history", description = "Lists what was changed, the newest first.")
  static final class History extends ServerCommand {
    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "How many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get("/admin/config/history?limit=" + limit);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer.path("data").forEach(each -> line(out, each));
    }
  }

  /** {@code tutti config rollback}. */
  @Command(
      name = "rollback",
      description = "Makes everything as it was at a revision, 0 for the file alone.")
  static final class Rollback extends ServerCommand {
    @Mixin private final ConfigOptions config = new ConfigOptions();

    @Option(
        names = "--offline",
        description = "On the data folder itself, when no server runs because none can start.")
    private boolean offline;

    @Parameters(paramLabel = "REVISION")
    private long to;

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      if (offline) {
        return ChangeJson.of(Recovery.rollback(config.configuration(), to));
      }
      return client.post("/admin/config/rollback", Json.object().put("to", to));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer.path("changes").forEach(each -> line(out, each));
      out.printf("Revision %d is in force%n", answer.path("revision").asLong());
    }
  }

  private static void line(PrintWriter out, JsonNode change) {
    out.printf(
        "%6d %s %-28s %-16s %s %s%n",
        change.path("id").asLong(),
        change.path("at").asString(),
        change.path("who").asString(),
        change.path("action").asString(),
        change.path("kind").asString(),
        change.path("name").asString());
  }
}

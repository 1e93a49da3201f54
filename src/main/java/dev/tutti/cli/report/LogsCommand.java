package dev.tutti.cli.report;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti logs}. */
@Command(
    name = "logs",
    description = "Lists the levels of the log of a running server; level changes one for a while.",
    subcommands = LogsCommand.Level.class)
final class LogsCommand extends ServerCommand {
  private static final String PATH = "/admin/logs/levels";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get(PATH);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    table(out, answer);
  }

  private static void table(PrintWriter out, JsonNode answer) {
    out.printf("%-12s %-6s %s%n", "AREA", "LEVEL", "UNTIL");
    answer
        .path("data")
        .forEach(
            each ->
                out.printf(
                    "%-12s %-6s %s%n",
                    each.path("area").asString(),
                    each.path("level").asString(),
                    each.path("until").asString("")));
  }

  /** {@code tutti logs level}. */
  @Command(name = "level", description = "Changes the level of an area of the log for a while.")
  static final class Level extends ServerCommand {
    @Parameters(index = "0", paramLabel = "AREA", description = "Such as calls or routing.")
    private String area = "";

    @Parameters(
        index = "1",
        paramLabel = "LEVEL",
        description = "off, error, warn, info, debug, trace, or configured to end a change.")
    private String level = "";

    @Option(
        names = "--for",
        paramLabel = "TIME",
        description = "How long, at most 24h (default: ${DEFAULT-VALUE}).")
    private String time = "15m";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.change(
          "PUT", PATH, Json.object().put("area", area).put("level", level).put("for", time), "*");
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      table(out, answer);
    }
  }
}

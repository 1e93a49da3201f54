package dev.tutti.cli.report;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tutti audit}. */
@Command(name = "audit", description = "Lists who changed what, the newest first.")
final class AuditCommand extends ServerCommand {
  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit = 100;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get("/admin/audit?limit=" + limit);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    answer
        .path("data")
        .forEach(
            each ->
                out.printf(
                    "%6d %s %-28s %-20s %s%n",
                    each.path("id").asLong(),
                    each.path("at").asString(),
                    each.path("who").asString(),
                    each.path("action").asString(),
                    each.path("target").asString()));
  }
}

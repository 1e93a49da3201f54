package dev.tutti.cli;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code tutti pools}: the example of docs/contributing/command.md. */
@Command(name = "pools", description = "Lists the connections to every upstream.")
final class PoolsCommand extends ServerCommand {
  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get("/admin/pools");
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    out.printf("%-40s %8s %8s %8s%n", "ORIGIN", "IN USE", "IDLE", "WAITING");
    answer
        .path("data")
        .forEach(
            each ->
                out.printf(
                    "%-40s %8d %8d %8d%n",
                    each.path("origin").asString(),
                    each.path("in_use").asInt(),
                    each.path("idle").asInt(),
                    each.path("waiting").asInt()));
  }
}

package dev.tutti.cli.model;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code tutti health}. */
@Command(name = "health", description = "Lists the health of every deployment of an alias.")
final class HealthCommand extends ServerCommand {
  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get("/admin/health");
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    out.printf("%-40s %-10s %-8s %-10s %s%n", "DEPLOYMENT", "HEALTH", "PROBE", "BREAKER", "ERROR");
    answer
        .path("data")
        .forEach(
            each ->
                out.printf(
                    "%-40s %-10s %-8s %-10s %s%n",
                    each.path("deployment").asString(),
                    each.path("state").asString(),
                    each.path("probe").asString(),
                    each.at("/breaker/state").asString(""),
                    each.at("/last/error").asString("")));
  }
}

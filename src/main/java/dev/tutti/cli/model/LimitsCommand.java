package dev.tutti.cli.model;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tutti limits}. */
@Command(name = "limits", description = "Lists the accounts that have the least left.")
final class LimitsCommand extends ServerCommand {
  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many, 0 to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get("/admin/limits?limit=" + limit);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    out.printf("%-56s %10s %10s %10s%n", "ACCOUNT", "LIMIT", "LEFT", "FULL IN");
    answer
        .path("data")
        .forEach(
            each ->
                out.printf(
                    "%-56s %10d %10d %7.1f s%n",
                    each.path("bucket").asString(),
                    each.path("limit").asLong(),
                    each.path("remaining").asLong(),
                    each.path("reset_ms").asLong() / 1000.0));
    answer
        .path("waiting")
        .forEachEntry(
            (scope, calls) -> {
              if (calls.asInt() > 0) {
                out.printf("%d calls wait at limits of a %s%n", calls.asInt(), scope);
              }
            });
  }
}

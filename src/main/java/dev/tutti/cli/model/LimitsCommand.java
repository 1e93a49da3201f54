package dev.tutti.cli.model;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tutti limits}. */
@Command(
    name = "limits",
    description = "Lists the accounts that have the least left.",
    subcommands = LimitsCommand.History.class)
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

  /** {@code tutti limits history}. */
  @Command(
      name = "history",
      description = "Lists how full limits of providers and models were, the fullest first.")
  static final class History extends ServerCommand {
    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "Such as 2026-03-01 or -24h (default: ${DEFAULT-VALUE}).")
    private String from = "-24h";

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description = "Only limits of this kind, such as adaptive or requests.")
    private String kind = "";

    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "How many, 1 to 200 (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var query = new QueryText().and("from", from).and("zone", ZoneId.systemDefault().getId());
      query.and("kind", kind).and("limit", Integer.toString(limit));
      return client.get("/admin/limits/history" + query);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf("%-18s %-40s %20s %10s %8s %8s%n", "KIND", "OF", "LIMIT", "USED", "SHARE", "FULL");
      answer.path("data").forEach(each -> row(out, each));
    }

    private static void row(PrintWriter out, JsonNode each) {
      long lowest = each.path("lowest").asLong();
      long most = each.path("limit").asLong();
      out.printf(
          "%-18s %-40s %20s %10d %6.1f %% %6.1f %%%n",
          each.path("kind").asString(),
          each.path("subject").asString(),
          lowest == most ? Long.toString(most) : lowest + " to " + most,
          each.path("used").asLong(),
          each.path("share").asDouble() * 100,
          each.path("saturated").asDouble() * 100);
    }
  }
}

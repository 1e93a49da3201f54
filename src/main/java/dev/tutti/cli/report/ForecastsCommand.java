package dev.tutti.cli.report;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti forecasts}. */
@Command(
    name = "forecasts",
    description = "Says what budgets, tokens, calls at once or the disk will come to.")
final class ForecastsCommand extends ServerCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description = "budget, tokens, concurrency or disk (default: ${DEFAULT-VALUE}).")
  private String kind = "budget";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get("/admin/forecasts?of=" + path("", kind).substring(1));
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    for (var each : answer.path("data")) {
      switch (answer.path("of").asString()) {
        case "budget" -> budget(out, each);
        case "disk" -> disk(out, each);
        default -> peaks(out, each);
      }
    }
  }

  private static void budget(PrintWriter out, JsonNode budget) {
    out.printf(
        "%-40s $%.2f of $%.2f",
        budget.path("account").asString(),
        budget.path("spent_usd").asDouble(),
        budget.path("budget_usd").asDouble());
    if (budget.has("expected_usd")) {
      out.printf(
          ", expected %s by %s, runs out %s",
          band(budget.path("expected_usd")),
          budget.path("ends_at").asString(),
          reach(budget.path("runs_out")));
    }
    out.printf(" (%s)%n", method(budget));
  }

  private static String band(JsonNode band) {
    return "%.2f (%.2f to %.2f)"
        .formatted(
            band.path("value").asDouble(),
            band.path("low").asDouble(),
            band.path("high").asDouble());
  }

  private static String reach(JsonNode reach) {
    return "%s (%s to %s, %.0f %%)"
        .formatted(
            reach.path("expected").asString("not"),
            reach.path("earliest").asString("never"),
            reach.path("latest").asString("never"),
            100 * reach.path("probability").asDouble());
  }

  private static String method(JsonNode forecast) {
    var score = forecast.path("score");
    var method = forecast.path("method").asString();
    return score.isMissingNode()
        ? method
        : "%s, MASE %.2f, coverage %.0f %%"
            .formatted(
                method, score.path("mase").asDouble(), 100 * score.path("coverage").asDouble());
  }

  private static void disk(PrintWriter out, JsonNode disk) {
    out.printf("free: %d MiB", disk.path("free_bytes").asLong() >> 20);
    if (disk.has("full")) {
      out.printf(", full %s", reach(disk.path("full")));
    }
    out.printf(" (%s)%n", method(disk));
  }

  private static void peaks(PrintWriter out, JsonNode peaks) {
    out.printf(
        "%-20s",
        peaks.path("provider").asString("").isEmpty() ? "all" : peaks.path("provider").asString());
    peaks.path("weekly_peaks").forEach(each -> out.printf(" %.1f", each.asDouble()));
    peaks.path("weeks_ahead").forEach(each -> out.printf(" -> %s", band(each)));
    out.printf(" (%s)%n", peaks.path("method").asString());
  }
}

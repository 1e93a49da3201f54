package dev.tutti.cli.model;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code tutti budgets}. */
@Command(name = "budgets", description = "Lists what was spent of every budget.")
final class BudgetsCommand extends ServerCommand {
  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get("/admin/budgets");
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    out.printf("%-40s %14s %14s  %s%n", "ACCOUNT", "SPENT $", "BUDGET $", "RESETS");
    answer
        .path("data")
        .forEach(
            each ->
                out.printf(
                    "%-40s %14.6f %14s  %s%n",
                    each.path("account").asString(),
                    each.path("spent_usd").asDouble(),
                    each.path("budget_usd").asString("-"),
                    each.path("resets_at").asString()));
  }
}

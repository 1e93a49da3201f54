package dev.tutti.cli.model;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti breakers}. */
@Command(
    name = "breakers",
    description = "Lists the breakers of a running server; reset closes one.",
    subcommands = BreakersCommand.Reset.class)
final class BreakersCommand extends ServerCommand {
  private static final String PATH = "/admin/breakers";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get(PATH);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    answer.path("data").forEach(each -> line(out, each));
  }

  private static void line(PrintWriter out, JsonNode breaker) {
    long left = breaker.path("left_ms").asLong();
    out.printf(
        "%-40s %-10s %s%s%n",
        breaker.path("id").asString(),
        breaker.path("resting").asBoolean() ? "resting" : breaker.path("state").asString(),
        breaker.path("why").asString(),
        left > 0 ? " (%d ms more)".formatted(left) : "");
  }

  /** {@code tutti breakers reset}. */
  @Command(name = "reset", description = "Closes a breaker: its deployment gets calls again.")
  static final class Reset extends ServerCommand {
    @Parameters(paramLabel = "PROVIDER/MODEL")
    private String deployment = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.post(ModelsCommand.step(PATH, deployment, "reset"), Json.object());
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      line(out, answer);
    }
  }
}

package dev.tutti.cli.report;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cli.terminal.Progress;
import dev.tutti.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tutti profile}. */
@Command(
    name = "profile",
    description = {
      "Looks for a while where a running server spends its time, and prints the hottest places.",
      "",
      "It makes a recording of the JDK Flight Recorder, which costs about 1 % while it runs and"
          + " stays in the server's data folder (profile.jfr) for JDK Mission Control."
    })
final class ProfileCommand extends ServerCommand {
  private static final long LOOK = 250;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long, 1 to 600 (default: ${DEFAULT-VALUE}).")
  private int seconds = 30;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many places of each kind, 1 to 50 (default: ${DEFAULT-VALUE}).")
  private int top = 15;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var state = client.post("/admin/profile", Json.object().put("seconds", seconds));
    var progress = new Progress(err(), Terminal.isWatched(), seconds);
    int told = 0;
    while (state.path("running").asBoolean()) {
      Thread.sleep(LOOK);
      state = client.get("/admin/profile");
      for (; told < seconds - state.path("seconds_left").asDouble(); told++) {
        progress.step();
      }
    }
    progress.end();
    if (!state.has("result")) {
      throw Fault.of(
          FaultCode.INTERNAL,
          "the profile failed: %s (expected: a runtime with the module jdk.jfr, and room for the file)"
              .formatted(state.path("failure").asString("")));
    }
    return state.path("result");
  }

  @Override
  protected void print(PrintWriter out, JsonNode result) {
    out.printf(
        "%d samples in %.0f s, %.0f ms of pauses for garbage collection; %s%n",
        result.path("samples").asLong(),
        result.path("seconds").asDouble(),
        result.path("pauses_ms").asDouble(),
        result.path("file").asString());
    print(out, "Where threads were", result.path("methods"));
    print(out, "For which of Tutti's methods", result.path("callers"));
    print(out, "What was allocated", result.path("allocations"));
  }

  private void print(PrintWriter out, String title, JsonNode shares) {
    out.printf("%n%s%n", title);
    shares
        .valueStream()
        .limit(top)
        .forEach(
            each ->
                out.printf(
                    "%6.1f %%  %s%n",
                    100 * each.path("share").asDouble(), each.path("name").asString()));
  }
}

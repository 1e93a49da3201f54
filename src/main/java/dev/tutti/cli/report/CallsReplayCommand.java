package dev.tutti.cli.report;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti calls replay}. */
@Command(
    name = "replay",
    description = {
      "Asks again what a recorded call has asked, and prints the answers of then and now.",
      "",
      "The body of the call must have been kept (bodies.sample). Nothing comes from the cache, and"
          + " the key pays for it."
    })
final class CallsReplayCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The call, x-tutti-request-id of its answer.")
  private String id = "";

  @Option(
      names = {"-m", "--model"},
      description = "Ask another model.")
  private @Nullable String model;

  @Option(
      names = "--body",
      paramLabel = "N",
      description = "Which one of a call that has asked several models, from 1.")
  private @Nullable Integer body;

  @Option(
      names = "--set",
      paramLabel = "NAME=JSON",
      description = "Set a member of the request, such as temperature=0; null takes it away.")
  private Map<String, String> params = Map.of();

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.post(path("/admin/calls", id, "replay"), request());
  }

  private ObjectNode request() {
    var request = Json.object();
    if (model != null) {
      request.put("model", model);
    }
    if (body != null) {
      request.put("body", body);
    }
    if (!params.isEmpty()) {
      var members = request.putObject("params");
      params.forEach((name, value) -> members.set(name, value(value)));
    }
    return request;
  }

  /** JSON; what is none is a text. */
  private static JsonNode value(String text) {
    try {
      return text.isBlank() ? Json.valueOf(text) : Json.parse(text);
    } catch (RuntimeException _) {
      return Json.valueOf(text);
    }
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    var recorded = answer.path("recorded");
    out.printf(
        "%s, again as %s of %s: %s%n",
        answer.path("replayed").asString(),
        answer.path("call").asString(),
        answer.path("model").asString(),
        verdict(answer.path("equal")));
    if (answer.path("redacted").asBoolean()) {
      out.println("Parts of what was asked were taken out before it was kept.");
    }
    out.printf(
        "%nThen, %s, %s, %s:%n",
        recorded.path("at").asString(),
        recorded.path("model").asString(),
        recorded.path("outcome").asString("its answer was cut"));
    recorded.at("/answer/choices").forEach(each -> out.println(each.path("text").asString("")));
    out.printf("%nNow, $ %.6f:%n", answer.path("cost_usd").asDouble());
    for (var choice : answer.at("/answer/choices")) {
      var said = choice.has("message") ? choice.at("/message/content") : choice.path("text");
      out.println(said.asString(""));
    }
  }

  private static String verdict(JsonNode equal) {
    if (equal.isNull()) {
      return "cannot be compared";
    }
    return equal.asBoolean() ? "the same" : "another answer";
  }
}

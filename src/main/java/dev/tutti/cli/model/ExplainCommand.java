package dev.tutti.cli.model;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti explain}. */
@Command(
    name = "explain",
    description = "Shows who would be asked, in which order and why. Nobody is asked.")
final class ExplainCommand extends ServerCommand {
  @Option(
      names = {"-m", "--model"},
      description = "The model (default: ${DEFAULT-VALUE}).")
  private String model = "sim";

  @Parameters(paramLabel = "TEXT", arity = "0..*", description = "What would be said.")
  private List<String> words = List.of("Hi");

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var request = Json.object().put("model", model);
    request
        .putArray("messages")
        .addObject()
        .put("role", "user")
        .put("content", String.join(" ", words));
    return client.post("/admin/explain", request);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    answer.path("links").forEach(link -> print(out, link, link.path("deployments")));
  }

  private static void print(PrintWriter out, JsonNode link, JsonNode deployments) {
    out.printf(
        "%s: %s (%s, %d attempts)%n",
        link.path("when").asString(),
        link.path("model").asString(),
        link.path("balance").asString(),
        link.path("attempts").asInt());
    deployments.forEach(
        each ->
            out.printf(
                "  %-40s %s%n",
                each.path("deployment").asString(),
                each.path("would_be_asked").asBoolean() ? "yes" : "no: " + against(each)));
  }

  private static String against(JsonNode deployment) {
    return deployment
        .path("against")
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.joining("; "));
  }
}

package dev.tutti.cli.cooperation;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/cooperation/vote}. */
@Command(name = "vote", description = "Counts answers that models have given already.")
final class CoopVoteCommand extends ServerCommand {
  @Parameters(
      paramLabel = "FILE",
      description =
          "JSON {question, answers: [{model, text}]}, or one on each line. - is standard input.")
  private String file = "";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.post("/v1/cooperation/vote", body(text()));
  }

  private String text() throws IOException {
    return file.equals("-")
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : Files.readString(Path.of(file));
  }

  /** One question as it is, several lines as items. */
  private static JsonNode body(String text) {
    var lines = text.lines().filter(line -> !line.isBlank()).toList();
    boolean items = lines.size() > 1 && lines.stream().allMatch(line -> line.startsWith("{\""));
    if (!items) {
      return Json.tree(text);
    }
    var body = Json.object();
    var list = body.putArray("items");
    lines.forEach(line -> list.add(Json.tree(line)));
    return body;
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    if (answer.has("data")) {
      answer.path("data").forEach(each -> one(out, each));
    } else {
      one(out, answer);
    }
  }

  private static void one(PrintWriter out, JsonNode vote) {
    out.printf(
        "%s (%.0f %% sure, %.0f %% of the weight)%n",
        vote.path("consensus").isNull()
            ? "no consensus; leading: " + vote.path("leading").asString("none")
            : vote.path("consensus").asString(),
        vote.path("confidence_score").asDouble() * 100,
        vote.path("agreement").asDouble() * 100);
    vote.path("dissenting_views")
        .forEach(
            view ->
                out.printf(
                    "  %s: %s (%.0f %%)%n",
                    view.path("answer").asString(),
                    members(view.path("members")),
                    view.path("share").asDouble() * 100));
  }

  private static String members(JsonNode members) {
    var names = new StringBuilder();
    members.forEach(each -> names.append(names.isEmpty() ? "" : ", ").append(each.asString()));
    return names.toString();
  }
}

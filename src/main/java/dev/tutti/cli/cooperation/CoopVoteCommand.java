package dev.tutti.cli.cooperation;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
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
    return client.post("/v1/cooperation/vote", body(JsonFile.text(file)));
  }

  /** One question as it is, several lines as items. */
  private JsonNode body(String text) {
    var lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() < 2 || !isObject(lines.getFirst())) {
      return JsonFile.parse(text, file);
    }
    var body = Json.object();
    var list = body.putArray("items");
    for (var line : lines) {
      list.add(JsonFile.parse(line, "%s, object %d".formatted(file, list.size() + 1)));
    }
    return body;
  }

  /** Whether a line is a whole object, and not the beginning of one. */
  private static boolean isObject(String line) {
    try {
      return Json.parse(line).isObject();
    } catch (JacksonException _) {
      return false;
    }
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

package dev.tutti.cli.session;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/follow-up}. */
@Command(
    name = "followup",
    description = "Says whether a message needs what was said before it, and why.")
final class FollowupCommand extends ServerCommand {
  @Parameters(paramLabel = "MESSAGE", description = "The newest message.")
  private String message = "";

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "What was said before: a JSON list of {role, content}, or one on each line. - is standard"
              + " input.")
  private String history = "";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var body = Json.object();
    if (!history.isEmpty()) {
      body.set("history", history(text()));
    }
    return client.post("/v1/follow-up", body.put("message", message));
  }

  private String text() throws IOException {
    return history.equals("-")
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : Files.readString(Path.of(history));
  }

  /** A list, the member {@code history} of an object, or lines. */
  private static JsonNode history(String text) {
    var bare = text.strip();
    if (bare.startsWith("[")) {
      return Json.tree(bare);
    }
    var turns = Json.array();
    var lines = bare.lines().filter(line -> !line.isBlank()).map(Json::tree).toList();
    if (lines.size() == 1 && lines.getFirst().has("history")) {
      return lines.getFirst().path("history");
    }
    lines.forEach(turns::add);
    return turns;
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    out.printf(
        "%s (%.0f %% sure, decided by %s)%n  %s%n",
        answer.path("decision").asString(),
        answer.path("confidence").asDouble() * 100,
        answer.path("layer").asString(),
        answer.path("reason").asString());
  }
}

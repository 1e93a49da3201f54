package dev.tutti.cli.server;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A command that changes the configuration of a running server. */
public abstract class ChangeCommand extends ServerCommand {
  @Option(
      names = "--revision",
      paramLabel = "N",
      description = "Only if the configuration is at this revision (default: any).")
  private String revision = "*";

  /** The method and the path of the change. */
  protected abstract String[] target();

  /** Body of the request. */
  protected JsonNode body() throws IOException {
    return Json.object();
  }

  @Override
  protected final JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var target = target();
    return client.change(target[0], target[1], body(), revision);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    var name = answer.path("name").asString(answer.path("deployment").asString(""));
    var what =
        answer.path("removed").asBoolean(false)
            ? "is removed"
            : answer.has("drained")
                ? (answer.path("drained").asBoolean() ? "is drained" : "gets calls")
                    + ", %d calls in flight".formatted(answer.path("in_flight").asInt())
                : "is in force, from " + answer.path("origin").asString("");
    out.printf("%s %s (revision %d)%n", name, what, answer.path("revision").asLong());
  }
}

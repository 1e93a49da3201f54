package dev.tutti.cli.skill;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cli.server.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti run}, also {@code tutti skill run}. */
@Command(name = "run", description = "Executes a skill of a running server.")
final class RunCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "NAME", description = "The skill.")
  private String name = "";

  @Option(names = "--version", description = "A version, a range such as ^1.1, or a label.")
  private String version = "";

  @Option(
      names = {"-i", "--input"},
      paramLabel = "JSON|@FILE",
      description = "The inputs by their names.")
  private String input = "{}";

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "What the user says.")
  private String message = "";

  @Option(names = "--session", paramLabel = "ID", description = "The session that it goes on.")
  private String session = "";

  @Option(names = "--user", paramLabel = "ID", description = "On whose behalf.")
  private String user = "";

  @Option(
      names = "--follow-up",
      paramLabel = "auto|yes|no",
      description = "Whether a conversation goes on (default: ${DEFAULT-VALUE}).")
  private String followUp = "auto";

  @Option(names = "--timeout", paramLabel = "SECONDS", description = "For all of it.")
  private double timeout;

  @Option(names = "--stream", description = "Print the answer as it is said.")
  private boolean streams;

  @Option(names = "--json", description = "Print the whole result as JSON, not streamed.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    var body = body();
    var out = spec.commandLine().getOut();
    try (var client = server.client()) {
      if (streams && !json) {
        client.events(path("stream"), body, event -> show(event, out));
        out.println();
      } else {
        var result = client.post(path("execute"), body);
        out.println(json ? Json.text(result) : result.path("text").asString(""));
      }
      out.flush();
      return ExitCode.OK;
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }

  private ObjectNode body() {
    var body = Json.object().put("user_message", message).put("follow_up", followUp);
    body.set("context", inputs());
    if (!session.isEmpty()) {
      body.put("session_id", session);
    }
    if (!user.isEmpty()) {
      body.put("user_id", user);
    }
    if (timeout > 0) {
      body.put("timeout", timeout);
    }
    return body;
  }

  /** The result repeats what was streamed: it is the last event. */
  private static boolean show(JsonNode event, PrintWriter out) {
    if (event.has("revision")) {
      return false;
    }
    out.print(event.path("text").asString(""));
    out.flush();
    return true;
  }

  private String path(String step) {
    var path = ServerCommand.path("/v1/skills", name, step);
    return version.isEmpty()
        ? path
        : path + "?version=" + URLEncoder.encode(version, StandardCharsets.UTF_8);
  }

  private ObjectNode inputs() {
    try {
      var text = input.startsWith("@") ? Files.readString(Path.of(input.substring(1))) : input;
      if (Json.parse(text) instanceof ObjectNode inputs) {
        return inputs;
      }
      throw new IllegalArgumentException("--input: not a JSON object (expected: {...})");
    } catch (IOException e) {
      throw new IllegalArgumentException("--input: " + input + " cannot be read", e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("--input: not JSON: " + e.getOriginalMessage(), e);
    }
  }
}

package dev.tutti.cli.group;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cli.server.ServerOptions;
import dev.tutti.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti group chat}: one message, or a conversation when there is none. */
@Command(
    name = "chat",
    description = {
      "Talks with a group.",
      "In a conversation /go lets the group go on, /exit ends; @NAME addresses a member."
    })
final class GroupChatCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group: its id or name.")
  private String group = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", description = "What to say.")
  private List<String> words = List.of();

  @Option(names = "--speaker", description = "Who answers; once for each, in their order.")
  private List<String> speakers = List.of();

  @Option(names = "--to", description = "Who hears it alone; once for each.")
  private List<String> to = List.of();

  @Option(
      names = {"-m", "--model"},
      description = "Model that plays everybody (default: the group's).")
  private String model = "";

  @Option(names = "--json", description = "Print whole answers as JSON, not streamed.")
  private boolean json;

  @Option(names = "--color", description = "Whether names have colours: auto, always or never.")
  private String colour = "auto";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    try (var client = server.client()) {
      var path =
          ServerCommand.path(
              GroupLookup.GROUPS, GroupLookup.group(client, group).path("id").asString());
      var lines = new SpeakerLines(spec.commandLine().getOut(), coloured());
      if (words.isEmpty()) {
        converse(client, path, lines);
      } else {
        say(client, path, String.join(" ", words), lines);
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }

  private boolean coloured() {
    return switch (colour) {
      case "always" -> true;
      case "never" -> false;
      case "auto" -> Terminal.isWatched() && System.getenv("NO_COLOR") == null;
      default ->
          throw new IllegalArgumentException(
              "--color: \"%s\" (expected: auto, always or never)".formatted(colour));
    };
  }

  private void converse(ApiClient client, String path, SpeakerLines lines)
      throws IOException, InterruptedException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var err = spec.commandLine().getErr();
    boolean watched = Terminal.isWatched();
    while (true) {
      if (watched) {
        err.print("> ");
        err.flush();
      }
      var line = in.readLine();
      if (line == null || line.equals("/exit")) {
        return;
      }
      if (!line.isBlank()) {
        say(client, path, line, lines);
      }
    }
  }

  private void say(ApiClient client, String path, String line, SpeakerLines lines)
      throws IOException, InterruptedException {
    boolean goesOn = line.strip().equals("/go");
    var body = goesOn ? body() : body().put("content", line);
    var target = path + (goesOn ? "/continue" : "/messages");
    var out = spec.commandLine().getOut();
    if (json) {
      JsonNode answer = client.post(target, body);
      out.println(Json.text(answer));
    } else {
      client.events(target, body.put("stream", true), lines::hear);
      if (lines.done().path("planned").isEmpty()) {
        spec.commandLine().getErr().println("Nobody was to speak.");
      }
    }
    out.flush();
  }

  private ObjectNode body() {
    var body = Json.object();
    if (!model.isEmpty()) {
      body.put("model", model);
    }
    list(body, "speakers", speakers);
    list(body, "to", to);
    return body;
  }

  private static void list(ObjectNode body, String name, List<String> values) {
    if (!values.isEmpty()) {
      var list = body.putArray(name);
      values.forEach(list::add);
    }
  }
}

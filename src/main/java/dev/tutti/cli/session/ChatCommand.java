package dev.tutti.cli.session;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cli.server.ServerOptions;
import dev.tutti.cli.terminal.Terminal;
import dev.tutti.text.VisibleText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tutti chat}: one question, or a conversation when there is none. */
@Command(name = "chat", description = "Chats with a model of a running server.")
final class ChatCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = {"-m", "--model"},
      description = "The model (default: sim, or the session's).")
  private String model = "";

  @Option(
      names = {"-s", "--system"},
      description = "What the model is told first.")
  private @Nullable String system;

  @Option(names = "--session", description = "The session that a conversation goes on in.")
  private @Nullable String session;

  @Option(names = "--json", description = "Print the whole answer as JSON, not streamed.")
  private boolean json;

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..*",
      description = "What to say; none begins a conversation.")
  private List<String> words = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    var request = ChatRequest.builder(modelOrSim());
    if (system != null) {
      request.system(system);
    }
    try (var client = server.client()) {
      if (words.isEmpty()) {
        converse(client);
      } else {
        ask(client, request.user(String.join(" ", words)));
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }

  /** The server keeps what is said, in a session of its own unless one is named. */
  private void converse(ApiClient client) throws IOException, InterruptedException {
    var path = ServerCommand.path("/v1/sessions", session == null ? begun(client) : session);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean watched = Terminal.isWatched();
    try (var explained = client.explained()) {
      var talk = new ChatTalk(explained, path, model, json, spec.commandLine().getOut());
      while (true) {
        if (watched) {
          prompt();
        }
        var line = in.readLine();
        if (line == null || line.equals("/exit")) {
          return;
        }
        take(talk, line, watched);
      }
    }
  }

  /** A refusal ends no conversation that somebody has at a terminal. */
  private void take(ChatTalk talk, String line, boolean watched)
      throws IOException, InterruptedException {
    try {
      talk.take(line);
    } catch (Fault fault) {
      if (!watched) {
        throw fault;
      }
      spec.commandLine().getErr().println(fault.getMessage());
    }
  }

  private String modelOrSim() {
    return model.isEmpty() ? "sim" : model;
  }

  private String begun(ApiClient client) throws IOException, InterruptedException {
    var body = Json.object().put("title", "tutti chat").put("model", modelOrSim());
    if (system != null) {
      body.put("system", system);
    }
    var id = client.post("/v1/sessions", body).path("id").asString();
    spec.commandLine()
        .getErr()
        .printf("Session %s; /why shows what was sent, /compact sums up, /exit ends.%n", id);
    return id;
  }

  private void prompt() {
    var err = spec.commandLine().getErr();
    err.print("> ");
    err.flush();
  }

  private void ask(ApiClient client, ChatRequest.Builder request)
      throws IOException, InterruptedException {
    var out = spec.commandLine().getOut();
    if (json) {
      var answer = client.post("/v1/chat/completions", request.build().body().tree());
      out.println(Json.text(answer));
      out.flush();
      return;
    }
    var body = request.build().body().tree().put("stream", true);
    client.stream("/v1/chat/completions", body, chunk -> show(chunk, out));
    out.println();
    out.flush();
  }

  private static void show(JsonNode chunk, PrintWriter out) {
    out.print(VisibleText.words(chunk.at("/choices/0/delta/content").asString("")));
    out.flush();
  }
}

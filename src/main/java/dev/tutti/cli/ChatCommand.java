package dev.tutti.cli;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.cli.terminal.Terminal;
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
      description = "The model (default: ${DEFAULT-VALUE}).")
  private String model = "sim";

  @Option(
      names = {"-s", "--system"},
      description = "What the model is told first.")
  private @Nullable String system;

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
    var request = ChatRequest.builder(model);
    if (system != null) {
      request.system(system);
    }
    try (var client = server.client()) {
      if (words.isEmpty()) {
        converse(client, request);
      } else {
        ask(client, request.user(String.join(" ", words)));
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }

  private void converse(ApiClient client, ChatRequest.Builder request)
      throws IOException, InterruptedException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean watched = Terminal.isWatched();
    while (true) {
      if (watched) {
        prompt();
      }
      var line = in.readLine();
      if (line == null || line.equals("/exit")) {
        return;
      }
      if (!line.isBlank()) {
        request.assistant(ask(client, request.user(line)));
      }
    }
  }

  private void prompt() {
    var err = spec.commandLine().getErr();
    err.print("> ");
    err.flush();
  }

  private String ask(ApiClient client, ChatRequest.Builder request)
      throws IOException, InterruptedException {
    var out = spec.commandLine().getOut();
    if (json) {
      var answer = client.post("/v1/chat/completions", request.build().body().tree());
      out.println(Json.text(answer));
      out.flush();
      return answer.at("/choices/0/message/content").asString("");
    }
    var text = new StringBuilder();
    var body = request.build().body().tree().put("stream", true);
    client.stream("/v1/chat/completions", body, chunk -> show(chunk, text, out));
    out.println();
    out.flush();
    return text.toString();
  }

  private static void show(JsonNode chunk, StringBuilder text, PrintWriter out) {
    var words = chunk.at("/choices/0/delta/content").asString("");
    text.append(words);
    out.print(words);
    out.flush();
  }
}

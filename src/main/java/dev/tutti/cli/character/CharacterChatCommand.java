package dev.tutti.cli.character;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerOptions;
import dev.tutti.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

/** {@code tutti character chat}: one post, or a conversation when nothing is said. */
@Command(name = "chat", description = "Chats with a character of a running server.")
final class CharacterChatCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "NAME", description = "Its name or its id.")
  private String name = "";

  @Parameters(
      index = "1..*",
      paramLabel = "TEXT",
      arity = "0..*",
      description = "What to say; none begins a conversation.")
  private List<String> words = List.of();

  @Option(
      names = {"-m", "--model"},
      description = "Who plays (default: the session's, or the configured one).")
  private String model = "";

  @Option(names = "--user", description = "Who speaks to it.")
  private String user = "";

  @Option(names = "--session", description = "The conversation that goes on.")
  private String session = "";

  @Option(
      names = "--greeting",
      paramLabel = "NUMBER",
      description = "The greeting that a new conversation begins with, from 0.")
  private @Nullable Integer greeting;

  @Option(names = "--json", description = "Print whole answers as JSON, not streamed.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    try (var client = server.client()) {
      var talk = talk(client);
      if (words.isEmpty()) {
        converse(talk);
      } else {
        talk.say(String.join(" ", words));
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }

  private CharacterTalk talk(ApiClient client) {
    var said = Json.object();
    if (!model.isEmpty()) {
      said.put("model", model);
    }
    if (!user.isEmpty()) {
      said.put("user", user);
    }
    if (greeting != null && !words.isEmpty()) {
      said.put("greeting", greeting);
    }
    var commands = spec.commandLine();
    return new CharacterTalk(
        client,
        name,
        said,
        session,
        json,
        new CharacterTalk.Screen(commands.getOut(), commands.getErr()));
  }

  private void converse(CharacterTalk talk) throws IOException, InterruptedException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean watched = Terminal.isWatched();
    if (session.isEmpty()) {
      talk.greet(greeting);
    }
    while (true) {
      if (watched) {
        talk.prompt();
      }
      var line = in.readLine();
      if (line == null || line.equals("/exit")) {
        return;
      }
      talk.take(line);
    }
  }
}

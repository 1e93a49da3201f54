package dev.tutti.cli;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.chat.ChatRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * {@code tutti warmup}: starts a server, asks it a little and stops, so that the JVM can learn for
 * its ahead-of-time cache what a start needs.
 */
@Command(name = "warmup", hidden = true, description = "Trains the ahead-of-time cache.")
final class WarmupCommand implements Callable<Integer> {
  private static final int CHATS = 50;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("tutti-warmup");
    var configuration =
        Configuration.environment(Map.of())
            .with("data", folder.toString(), "warmup")
            .with("server.port", "0", "warmup");
    try (var server = Server.start(configuration);
        var client = new ApiClient(server.url(), "")) {
      chat(client);
    } finally {
      delete(folder);
    }
    return ExitCode.OK;
  }

  private static void chat(ApiClient client) throws IOException, InterruptedException {
    var body = ChatRequest.builder("sim").user("Hello").build().body().tree();
    var streamed = ChatRequest.builder("sim").user("Hello").stream().build().body().tree();
    for (int i = 0; i < CHATS; i++) {
      client.post("/v1/chat/completions", body);
      client.stream("/v1/chat/completions", streamed, _ -> {});
    }
    client.get("/v1/models");
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}

package dev.tutti.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.chat.Json;
import dev.tutti.telemetry.log.LineHandler;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own: what they load, and what they log. */
class OwnProcessTest {
  private static final List<String> ABSENT =
      List.of("io.opentelemetry.", "io.micrometer.registry.otlp.", "com.google.protobuf.");

  @TempDir private Path folder;

  @Test
  void no_class_of_it_is_loaded_by_a_start_and_a_call() throws Exception {
    var said = started("{}", "-Xlog:class+load");
    assertThat(said).contains("answered 200").contains(" dev.tutti.telemetry.trace.Tracing ");
    assertThat(said.lines().filter(line -> ABSENT.stream().anyMatch(line::contains))).isEmpty();
  }

  @Test
  void every_line_of_the_log_is_json_where_that_is_wanted() throws Exception {
    var said = started("log: {format: json, levels: {calls: info, skill: debug}}", "-Xlog:disable");
    var lines = said.lines().filter(line -> !line.startsWith("answered")).toList();
    assertThat(lines).allMatch(line -> Json.tree(line).path("ts").asString("").endsWith("Z"));
    assertThat(lines).anyMatch(line -> line.contains("\"event\":\"call.ended\""));
  }

  private String started(String yaml, String option) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Starting.class.getName(),
                folder.toString(),
                yaml)
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return said;
  }

  /** A server that starts, answers one call, and stops. */
  static final class Starting {
    private Starting() {}

    public static void main(String[] args) throws IOException {
      LineHandler.install();
      var configuration =
          Configuration.text(args[1])
              .with("server.port", "0", "test")
              .with("data", args[0], "test");
      try (var server = Server.start(configuration);
          var client = TestingClient.connect(server.url())) {
        var heard = client.post("/v1/chat/completions", Chat.question("sim")).answer();
        System.out.println("answered " + heard.status());
      }
    }
  }
}

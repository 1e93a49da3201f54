package dev.tutti.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of OpenTelemetry is loaded by a server that sends nothing to it. */
class UnloadedTest {
  private static final List<String> ABSENT =
      List.of("io.opentelemetry.", "io.micrometer.registry.otlp.", "com.google.protobuf.");

  @TempDir private Path folder;

  @Test
  void no_class_of_it_is_loaded_by_a_start_and_a_call() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Starting.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said).contains("answered 200").contains(" dev.tutti.telemetry.trace.Tracing ");
    assertThat(said.lines().filter(line -> ABSENT.stream().anyMatch(line::contains))).isEmpty();
  }

  /** A server that starts, answers one call, and stops. */
  static final class Starting {
    private Starting() {}

    public static void main(String[] args) throws IOException {
      var configuration = Configuration.text("server: {port: 0}").with("data", args[0], "test");
      try (var server = Server.start(configuration);
          var client = TestingClient.connect(server.url())) {
        var heard = client.post("/v1/chat/completions", Chat.question("sim")).answer();
        System.out.println("answered " + heard.status());
      }
    }
  }
}

package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.Simulator;
import dev.tutti.provider.SimulationSettings;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot start says why and leaves nothing running. */
class StartTest {
  @TempDir Path folder;

  @Test
  void a_taken_port_is_named_and_holds_nothing_back() throws Exception {
    try (var taken = taken()) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> server("127.0.0.1", port).close())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("server.port: cannot listen on 127.0.0.1:" + port);
      try (var server = server("127.0.0.1", 0)) {
        assertThat(status(server.url())).as("the folder was given back").isEqualTo(200);
      }
    }
  }

  @Test
  void a_simulator_on_a_taken_port_says_so_too() throws Exception {
    try (var taken = taken()) {
      assertThatThrownBy(
              () ->
                  Simulator.start("127.0.0.1", taken.getLocalPort(), SimulationSettings.builtIn())
                      .close())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1");
    }
  }

  @Test
  void an_ipv6_address_is_bracketed_in_the_address_for_clients() {
    try (var server = server("::1", 0)) {
      assertThat(server.url()).matches("http://\\[::1]:\\d+");
    }
  }

  private Server server(String host, int port) {
    return Server.start(
        Configuration.text("server: {host: \"%s\", port: %d}".formatted(host, port))
            .with("data", folder.resolve("data").toString(), "test"));
  }

  private static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
  }

  private static int status(String url) throws IOException {
    try (var client = TestingClient.connect(url)) {
      return client.get("/healthz").answer().status();
    }
  }
}

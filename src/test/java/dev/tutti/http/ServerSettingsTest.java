package dev.tutti.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
  @Test
  void nothing_said_gives_the_defaults() {
    assertThat(read("{}")).isEqualTo(ServerSettings.DEFAULT);
  }

  @Test
  void a_connection_may_be_silent_for_as_long_as_a_call_may_take() {
    assertThat(read("{deadline: 1h}").idle()).isEqualTo(Duration.ofHours(1));
    assertThat(read("{deadline: 5s, idle: 5s}").idle()).isEqualTo(Duration.ofSeconds(5));
    assertThat(read("{deadline: 5s}").idle()).isEqualTo(ServerSettings.DEFAULT.idle());
  }

  @Test
  void half_of_all_connections_may_be_unauthenticated_unless_that_is_many() {
    assertThat(read("{max_connections: 10}").connections().mostUnauthenticated()).isEqualTo(5);
    assertThat(read("{max_connections: 1}").connections().mostUnauthenticated()).isEqualTo(1);
    assertThat(read("{max_connections: 90000}").connections().mostUnauthenticated())
        .isEqualTo(2_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "idle: 30s | server.idle: \"30s\" (expected: at least deadline",
        "body_limit: 2GiB | server.body_limit: \"2GiB\" (expected: a size",
        "max_connections: 0 | server.max_connections: \"0\" (expected: a whole number from 1",
        "max_connections: 5, max_unauthenticated: 6 | server.max_unauthenticated: \"6\" (expected:"
            + " at",
        "head_timeout: 0s | server.head_timeout: \"0s\" (expected: a time",
        "'cors: {origins: [https://a.example/x]}' | server.cors.origins[0]:"
            + " \"https://a.example/x\"",
        "'cors: {origins: [https://A.example]}' | server.cors.origins[0]: \"https://A.example\"",
        "port: 65536 | server.port: \"65536\" (expected: a whole number from 0 to 65535)",
      })
  void a_wrong_value_is_named(String yaml, String message) {
    assertThatThrownBy(() -> read("{" + yaml + "}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  private static ServerSettings read(String yaml) {
    return ConfigSource.text("t.yaml", "server: " + yaml)
        .read(Map.of(), root -> ServerSettings.read(root.section("server")));
  }
}

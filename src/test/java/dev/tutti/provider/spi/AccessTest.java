package dev.tutti.provider.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  @Test
  void takes_headers_that_can_be_sent() {
    var headers = Map.of("x-note", "Grüße, a\tb", "X_Team.1", "");
    assertThat(access("sk-1", headers).headers()).isEqualTo(headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x note", "", "x:note", "x-nöte", "x\nnote"})
  void refuses_names_that_no_header_has(String name) {
    assertThatThrownBy(() -> access("sk-1", Map.of(name, "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("headers")
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\r\nx: y", "secret\n", "secret\u0000", "secret\u007f"})
  void refuses_values_that_no_header_holds_and_does_not_show_them(String value) {
    assertThatThrownBy(() -> access("sk-1", Map.of("x-note", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("headers.x-note")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> access(value, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("api_key")
        .hasMessageNotContaining("secret");
  }

  private static Access access(String key, Map<String, String> headers) {
    return new Access("https://up.example/v1", Secret.of(key), "", headers, CLOCK);
  }
}

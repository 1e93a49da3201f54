package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.testing.KnownFault;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "http://x, http://x:80",
    "https://X/v1, https://x:443",
    "http://x:, http://x:80",
    "http://x:1, http://x:1",
    "http://x:65535, http://x:65535",
    "http://[::1]:9, http://[::1]:9",
  })
  void an_address_has_a_scheme_a_host_and_a_port(String address, String origin) {
    assertThat(Origin.of(URI.create(address))).hasToString(origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://x:0", "http://x:65536", "https://x:70000"})
  @KnownFault("SECURITY-F15")
  void a_port_that_is_none_is_refused(String address) {
    assertThatThrownBy(() -> Origin.of(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: 1 to 65535)");
  }

  @Test
  @KnownFault("SECURITY-F15")
  void a_password_is_not_shown_whatever_the_host_is() {
    for (var each : new String[] {"http://u:secret@host", "http://u:secret@my_host:1"}) {
      assertThatThrownBy(() -> Origin.of(URI.create(each)))
          .hasMessageContaining("//***@")
          .hasMessageNotContaining("secret");
    }
  }
}

package dev.tutti.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are this machine's. */
class LoopbackTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.22.255", "127.999.0.1", "::1", "0:0:0:0:0:0:0:1"})
  void an_address_of_this_machine(String address) {
    assertThat(Loopback.isAddress(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127",
        "127.0.0",
        "127.0.0.",
        "127.0.0.1.",
        "127.0.0.1.2",
        "127.0.0.1.example.org",
        "127.0.0.x",
        "127..0.1",
        "127.0.0.1000",
        "1270.0.0.1",
        "128.0.0.1",
        "12.0.0.1",
        " 127.0.0.1",
        "::2"
      })
  void any_other_is_not(String address) {
    assertThat(Loopback.isAddress(address)).isFalse();
  }
}

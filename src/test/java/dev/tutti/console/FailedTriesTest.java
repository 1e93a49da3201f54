package dev.tutti.console;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tutti.chat.Fault;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailedTriesTest {
  private Instant now = Instant.parse("2026-11-30T06:00:00Z");
  private final FailedTries tries = new FailedTries(() -> now);

  @Test
  void five_wrong_keys_a_minute_are_enough_from_one_address() {
    fail("192.0.2.1", 5);
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> tries.require("192.0.2.1"))
        .withMessageContaining("5 wrong keys from 192.0.2.1");
    assertThatNoException().isThrownBy(() -> tries.require("192.0.2.2"));
    now = now.plusSeconds(60);
    assertThatNoException().isThrownBy(() -> tries.require("192.0.2.1"));
  }

  @Test
  void sixty_are_enough_from_all_together() {
    for (int i = 0; i < 15; i++) {
      fail("192.0.2." + i, 4);
    }
    assertThatExceptionOfType(Fault.class).isThrownBy(() -> tries.require("198.51.100.1"));
  }

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      tries.require(address);
      tries.add(address);
    }
  }
}

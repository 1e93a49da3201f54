package dev.tutti.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginTest {
  private static final Instant MADE = Instant.parse("2026-11-30T06:00:00Z");
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration LONGEST = Duration.ofHours(12);
  private final Login login = new Login("key_1", MADE, MADE);

  @Test
  void a_login_ends_half_an_hour_after_the_last_request() {
    assertThat(lasts(login, Duration.ofMinutes(29))).isTrue();
    assertThat(lasts(login, Duration.ofMinutes(30))).isFalse();
    assertThat(lasts(login.seenAt(MADE.plus(IDLE)), Duration.ofMinutes(59))).isTrue();
  }

  @Test
  void a_login_ends_after_its_longest_time_however_busy_it_is() {
    var busy = login.seenAt(MADE.plus(LONGEST).minusSeconds(1));
    assertThat(lasts(busy, LONGEST.minusSeconds(1))).isTrue();
    assertThat(lasts(busy, LONGEST)).isFalse();
  }

  @Test
  void settings_are_read_with_their_defaults() {
    assertThat(ConsoleSettings.DEFAULT).isEqualTo(new ConsoleSettings(true, IDLE, LONGEST));
  }

  private static boolean lasts(Login login, Duration after) {
    return login.lastsAt(MADE.plus(after), IDLE, LONGEST);
  }
}

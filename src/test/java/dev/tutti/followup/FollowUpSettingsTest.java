package dev.tutti.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpSettingsTest {
  private static FollowUpSettings read(String yaml) {
    return ConfigSource.text("t.yaml", yaml).read(Map.of(), FollowUpSettings.SECTION::read);
  }

  @Test
  void nothing_said_means_no_model() {
    assertThat(read("{}")).isEqualTo(new FollowUpSettings(.45, "", Duration.ofSeconds(2), .15));
  }

  @Test
  void everything_can_be_said() {
    assertThat(
            read(
                """
                conversation:
                  follow_up:
                    threshold: 0.3
                    model: small
                    timeout: 800ms
                    band: 0.1
                """))
        .isEqualTo(new FollowUpSettings(.3, "small", Duration.ofMillis(800), .1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"threshold: 1.1", "timeout: 0s", "band: 0.6", "band: wide", "treshold: 1"})
  void what_cannot_be_is_said_with_its_place(String member) {
    var problems =
        catchThrowableOfType(
                ConfigException.class, () -> read("conversation: {follow_up: {" + member + "}}"))
            .problems();
    assertThat(problems).hasSize(1).first().asString().contains("follow_up");
  }
}

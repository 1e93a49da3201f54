package dev.tutti.contributing.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReminderSettingsTest {
  private static final String EVERYTHING =
      """
      reminders:
        enabled: true
        every: 2h
        most: 3
      """;

  private static ReminderSettings read(String yaml) {
    return ConfigSource.text("test", yaml).read(Map.of(), ReminderSettings.SECTION::read);
  }

  @Test
  void nobody_is_reminded_by_default() {
    assertThat(read("reminders: {}")).isEqualTo(ReminderSettings.DEFAULT);
  }

  @Test
  void everything_can_be_said() {
    assertThat(read(EVERYTHING)).isEqualTo(new ReminderSettings(true, Duration.ofHours(2), 3));
  }

  @Test
  void what_is_wrong_is_said_with_its_place() {
    assertThatThrownBy(() -> read("reminders: {most: 1001, evry: 1s}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("reminders.most")
        .hasMessageContaining("evry");
  }

  @Test
  void a_reload_changes_all_but_how_many_there_may_be() {
    var now = read(EVERYTHING);
    assertThat(ReminderSettings.SECTION.fixedDifferences(now, read("reminders: {most: 3}")))
        .isEmpty();
    assertThat(ReminderSettings.SECTION.fixedDifferences(now, read("reminders: {}")))
        .containsExactly("reminders.most");
  }
}

package dev.tutti.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.config.ConfigSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationSettingsTest {

  @Test
  void responses_are_kept_for_thirty_days_by_default() {
    assertThat(read("responses: {}"))
        .isEqualTo(ConversationSettings.DEFAULT)
        .isEqualTo(new ConversationSettings(true, Duration.ofDays(30), 2_000, 16 << 20, 1L << 30));
  }

  @Test
  void everything_can_be_said() {
    var said =
        "responses: {store: false, keep: 2h, history_items: 50, history_bytes: 64KiB, owner_bytes:"
            + " 2MiB}";
    assertThat(read(said))
        .isEqualTo(new ConversationSettings(false, Duration.ofHours(2), 50, 64 << 10, 2 << 20));
  }

  private static ConversationSettings read(String yaml) {
    return ConfigSource.text("test", yaml)
        .read(Map.of(), root -> ConversationSettings.read(root.section("responses")));
  }
}

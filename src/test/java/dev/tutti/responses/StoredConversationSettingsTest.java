package dev.tutti.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.config.ConfigSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredConversationSettingsTest {

  @Test
  void responses_are_kept_for_thirty_days_by_default() {
    assertThat(read("responses: {}"))
        .isEqualTo(ResponseStoreSettings.DEFAULT)
        .isEqualTo(new ResponseStoreSettings(true, Duration.ofDays(30), 2_000, 16 << 20, 1L << 30));
  }

  @Test
  void everything_can_be_said() {
    var said =
        "responses: {store: false, keep: 2h, history_items: 50, history_bytes: 64KiB, owner_bytes:"
            + " 2MiB}";
    assertThat(read(said))
        .isEqualTo(new ResponseStoreSettings(false, Duration.ofHours(2), 50, 64 << 10, 2 << 20));
  }

  private static ResponseStoreSettings read(String yaml) {
    return ConfigSource.text("test", yaml)
        .read(Map.of(), root -> ResponseStoreSettings.read(root.section("responses")));
  }
}

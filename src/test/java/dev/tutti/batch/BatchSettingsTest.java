package dev.tutti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchSettingsTest {
  private static BatchSettings read(String yaml) {
    return ConfigSource.text("test", yaml).read(Map.of(), BatchSettings.SECTION::read);
  }

  @Test
  void batches_are_bounded_by_default() {
    assertThat(read(""))
        .isEqualTo(BatchSettings.DEFAULT)
        .isEqualTo(new BatchSettings(50_000, 200L << 20, 64, Duration.ofDays(90)));
  }

  @Test
  void everything_can_be_said() {
    assertThat(read("batches: {max_lines: 5, max_size: 1MiB, concurrency: 2, keep: 2d}"))
        .isEqualTo(new BatchSettings(5, 1 << 20, 2, Duration.ofDays(2)));
  }

  @Test
  void what_is_no_number_is_refused() {
    assertThatThrownBy(() -> read("batches: {concurrency: 0}")).isInstanceOf(ConfigException.class);
  }
}

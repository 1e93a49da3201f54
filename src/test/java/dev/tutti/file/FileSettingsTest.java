package dev.tutti.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileSettingsTest {
  private static FileSettings read(String yaml) {
    return ConfigSource.text("test", yaml).read(Map.of(), FileSettings.SECTION::read);
  }

  @Test
  void files_are_bounded_by_default() {
    assertThat(read(""))
        .isEqualTo(FileSettings.DEFAULT)
        .isEqualTo(new FileSettings(512L << 20, 10L << 30, 50L << 30, Duration.ofDays(30)));
  }

  @Test
  void everything_can_be_said() {
    assertThat(read("files: {max_size: 1MiB, owner_bytes: 2MiB, max_total: 3MiB, keep: 2h}"))
        .isEqualTo(new FileSettings(1 << 20, 2 << 20, 3 << 20, Duration.ofHours(2)));
  }

  @Test
  void what_is_no_size_is_refused() {
    assertThatThrownBy(() -> read("files: {max_size: 0}")).isInstanceOf(ConfigException.class);
  }
}

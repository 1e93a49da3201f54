package dev.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.memory.extract.ExtractionSettings;
import dev.tutti.memory.vector.EmbeddingSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemorySettingsTest {
  private static MemorySettings read(String yaml) {
    return ConfigSource.text("test", yaml).read(Map.of(), MemorySettings.SECTION::read);
  }

  @Test
  void nothing_is_noted_by_default() {
    assertThat(read("")).isEqualTo(MemorySettings.DEFAULT);
    assertThat(MemorySettings.DEFAULT.extraction().notes(true)).isFalse();
  }

  @Test
  void everything_can_be_said() {
    var yaml =
        """
        conversation:
          memory:
            enabled: true
            model: fast
            timeout: 5s
            embedding: {model: vectors, timeout: 2s}
            chats: true
            recalled: 3
            facts_per_user: 7
            facts_per_owner: 8
            index_max: 2MiB
        """;
    var extraction = new ExtractionSettings(true, "fast", Duration.ofSeconds(5));
    var embedding = new EmbeddingSettings("vectors", Duration.ofSeconds(2));
    var prompts = new MemorySettings.Prompts(true, 3);
    assertThat(read(yaml))
        .isEqualTo(new MemorySettings(extraction, embedding, prompts, 7, 8, 2 << 20));
  }

  @Test
  void a_session_may_turn_it_on_where_there_is_a_model() {
    var settings = read("conversation: {memory: {model: fast}}").extraction();
    assertThat(settings.enabled()).isFalse();
    assertThat(settings.notes(true)).isTrue();
  }

  @Test
  void notes_need_a_model() {
    assertThatThrownBy(() -> read("conversation: {memory: {enabled: true}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("model");
  }
}

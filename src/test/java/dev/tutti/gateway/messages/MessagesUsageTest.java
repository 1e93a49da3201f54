package dev.tutti.gateway.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import org.junit.jupiter.api.Test;

class MessagesUsageTest {
  @Test
  void the_cache_is_counted_beside_the_input() {
    var json = MessagesUsage.json(new Usage(100, 7, 60, 30, 0, 0, 0, false), Json.object());
    assertThat(json.path("input_tokens").asLong()).isEqualTo(10);
    assertThat(json.path("cache_read_input_tokens").asLong()).isEqualTo(60);
    assertThat(json.path("cache_creation_input_tokens").asLong()).isEqualTo(30);
  }

  @Test
  void an_upstream_that_counts_beside_is_believed() {
    var json = MessagesUsage.json(new Usage(31, 9, 161, 0, 0, 0, 0, false), Json.object());
    assertThat(json.path("input_tokens").asLong()).isEqualTo(31);
    assertThat(json.path("cache_read_input_tokens").asLong()).isEqualTo(161);
  }
}

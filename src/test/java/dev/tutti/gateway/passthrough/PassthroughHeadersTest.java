package dev.tutti.gateway.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.KnownFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassthroughHeadersTest {
  private static final List<Map.Entry<String, String>> HEADERS =
      List.of(
          Map.entry("Connection", "close, X-Custom"),
          Map.entry("connection", "x-other ,"),
          Map.entry("x-custom", "1"),
          Map.entry("X-Other", "2"),
          Map.entry("x-kept", "3"),
          Map.entry("Upgrade", "websocket"));

  @Test
  @KnownFault("SECURITY-F20")
  void what_connection_names_ends_at_the_next_hop_both_ways() {
    assertThat(PassthroughHeaders.ofRequest(HEADERS, false))
        .containsExactly(Map.entry("x-kept", "3"));
    assertThat(PassthroughHeaders.ofAnswer(HEADERS)).containsExactly(Map.entry("x-kept", "3"));
  }

  @Test
  void a_coding_goes_along_only_with_the_coded_body() {
    var coded = List.of(Map.entry("content-encoding", "gzip"));
    assertThat(PassthroughHeaders.ofRequest(coded, true)).isEmpty();
    assertThat(PassthroughHeaders.ofRequest(coded, false)).hasSize(1);
  }
}

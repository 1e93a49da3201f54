package dev.tutti.gateway.admin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
  private final EventStreams streams = new EventStreams();

  private void begin(String reader, int count) {
    IntStream.range(0, count).forEach(_ -> streams.begin(reader));
  }

  @Test
  void one_reader_keeps_nobody_else_away() {
    begin("greedy", 19);
    var last = streams.begin("greedy");
    assertThatThrownBy(() -> streams.begin("greedy")).hasMessageContaining("20 of them yours");
    begin("modest", 1);
    last.run();
    last.run();
    begin("greedy", 1);
    assertThatThrownBy(() -> streams.begin("greedy")).hasMessageContaining("expected: fewer");
  }

  @Test
  void all_together_are_bounded() {
    IntStream.range(0, 5).forEach(each -> begin("reader-" + each, 20));
    assertThatThrownBy(() -> streams.begin("another"))
        .hasMessageContaining("100 streams, 0 of them yours");
  }
}

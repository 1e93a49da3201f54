package dev.tutti.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {
  private final StreamPlaces places = new StreamPlaces(10, 4);

  private void take(String reader, int count) {
    IntStream.range(0, count).forEach(_ -> places.take(reader));
  }

  private void assertFull(String reader, String how) {
    assertThatThrownBy(() -> places.take(reader))
        .hasMessageContaining(how)
        .isInstanceOfSatisfying(Fault.class, full -> assertThat(full.status()).isEqualTo(429));
  }

  @Test
  void one_reader_keeps_nobody_else_away() {
    take("greedy", 3);
    var last = places.take("greedy");
    assertFull("greedy", "4 of them yours");
    take("modest", 1);
    last.run();
    last.run();
    take("greedy", 1);
    assertFull("greedy", "expected: fewer");
  }

  @Test
  void all_together_are_bounded() {
    take("one", 4);
    take("other", 4);
    var last = places.take("late");
    take("late", 1);
    assertFull("another", "10 streams, 0 of them yours");
    last.run();
    take("another", 1);
    assertFull("late", "10 streams, 1 of them yours");
  }

  @Test
  void readers_that_are_not_told_apart_may_have_all_of_them() {
    take("", 10);
    assertFull("", "10 of them yours");
  }
}

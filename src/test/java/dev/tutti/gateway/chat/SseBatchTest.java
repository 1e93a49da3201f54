package dev.tutti.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Memory of what a stream writes. */
class SseBatchTest {
  private final SseBatch batch = new SseBatch();

  @Test
  void what_is_written_makes_room_for_the_next() {
    var first = taken("one");
    batch.free(first);
    var second = taken("second");
    assertThat(second).isSameAs(first);
    assertThat(second.buffer()).hasToString("second");
    assertThat(batch.length()).isZero();
  }

  @Test
  void what_is_not_written_yet_stays_as_it_is() {
    var first = taken("one");
    var second = taken("two");
    batch.free(second);
    assertThat(taken("three")).isSameAs(second);
    assertThat(first.buffer()).hasToString("one");
  }

  @Test
  void what_waits_when_another_is_written_goes_on() {
    var first = taken("one");
    batch.buffer().appendString("tw");
    batch.free(first);
    batch.buffer().appendString("o");
    assertThat(batch.take().buffer()).hasToString("two");
  }

  @Test
  void much_memory_is_not_kept() {
    var large = taken("x".repeat(5_000));
    batch.free(large);
    assertThat(taken("y")).isNotSameAs(large);
  }

  private SseBatch.Piece taken(String text) {
    batch.buffer().appendString(text);
    assertThat(batch.length()).isEqualTo(text.length());
    return batch.take();
  }
}

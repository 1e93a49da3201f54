package dev.tutti.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LoopTest {
  private final SteppedLoop loop = new SteppedLoop();

  @Test
  void what_is_short_is_read_at_once() {
    assertThat(loop.read(Loop.MOST_READ, () -> "read").result()).isEqualTo("read");
  }

  @Test
  void what_is_long_is_read_elsewhere() {
    assertThatThrownBy(() -> loop.read(Loop.MOST_READ + 1L, () -> "read"))
        .hasMessage("a stepped loop has no other threads");
  }

  @Test
  void what_reading_throws_is_the_failure() {
    var thrown = new IllegalStateException("not JSON");
    var result =
        loop.read(
            1,
            () -> {
              throw thrown;
            });
    assertThat(result.cause()).isSameAs(thrown);
  }
}

package dev.tutti.wire.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What has come of a body. */
class BodyBytesTest {
  private final BodyBytes body = new BodyBytes();

  @Test
  void nothing_has_come_yet() {
    assertThat(body.length()).isZero();
    assertThat(body.bytes()).isEmpty();
    assertThat(body.beginning(9)).isEmpty();
  }

  @Test
  void pieces_are_put_together_in_their_order_and_stay_as_they_are() {
    var first = Buffer.buffer("one ");
    body.add(first);
    assertThat(text()).isEqualTo("one ");
    body.add(Buffer.buffer("two "));
    body.add(Buffer.buffer("three"));
    assertThat(text()).isEqualTo("one two three");
    assertThat(body.length()).isEqualTo(13);
    assertThat(body.beginning(7)).isEqualTo("one two");
    assertThat(first).hasToString("one ");
  }

  private String text() {
    return new String(body.bytes(), StandardCharsets.UTF_8);
  }
}

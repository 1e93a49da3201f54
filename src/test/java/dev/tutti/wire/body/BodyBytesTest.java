package dev.tutti.wire.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  @Test
  void one_that_comes_in_one_piece_is_not_copied() {
    var array = "all of it".getBytes(StandardCharsets.UTF_8);
    body.add(BufferInternal.buffer(Unpooled.wrappedBuffer(array)));
    assertThat(body.bytes()).isSameAs(array);
  }

  @Test
  void a_piece_that_does_not_fill_its_array_is_copied() {
    var array = "a part of it".getBytes(StandardCharsets.UTF_8);
    for (var piece :
        List.of(Unpooled.wrappedBuffer(array, 2, 4), Unpooled.wrappedBuffer(array, 0, 6))) {
      var bytes = BodyBytes.of(BufferInternal.buffer(piece));
      assertThat(bytes).isEqualTo(ByteBufUtil.getBytes(piece)).isNotSameAs(array);
    }
  }

  @Test
  void what_is_no_array_of_the_heap_is_copied() {
    var direct = Unpooled.directBuffer().writeBytes("text".getBytes(StandardCharsets.UTF_8));
    assertThat(BodyBytes.of(BufferInternal.buffer(direct))).asString().isEqualTo("text");
    direct.release();
  }

  private String text() {
    return new String(body.bytes(), StandardCharsets.UTF_8);
  }
}

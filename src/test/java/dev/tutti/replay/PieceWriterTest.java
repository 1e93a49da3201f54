package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PieceWriterTest {
  private static final String BODY = "data: {\"text\":\"潮\"}\n\n".repeat(100);

  @Test
  void every_cut_delivers_the_same_bytes() throws IOException {
    for (int size : new int[] {1, 7, 64, 100_000}) {
      assertThat(delivered(new Delivery.Cut(size))).isEqualTo(BODY);
    }
    assertThat(delivered(new Delivery.AsRecorded(List.of(3, 1, 500)))).isEqualTo(BODY);
    assertThat(delivered(new Delivery.Whole())).isEqualTo(BODY);
  }

  @Test
  void a_truncated_body_ends_properly_unless_it_is_torn() throws IOException {
    var body = new ByteArrayOutputStream();
    assertThat(read(new Delivery.Truncated("late", 12, false), body)).isTrue();
    assertThat(read(new Delivery.Truncated("torn", 12, true), body)).isFalse();
    assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo(BODY.substring(0, 12).repeat(2));
  }

  private static String delivered(Delivery delivery) throws IOException {
    var body = new ByteArrayOutputStream();
    assertThat(read(delivery, body)).isTrue();
    return body.toString(StandardCharsets.UTF_8);
  }

  private static boolean read(Delivery delivery, ByteArrayOutputStream body) throws IOException {
    var wire = new ByteArrayOutputStream();
    new PieceWriter(wire, BODY.getBytes(StandardCharsets.UTF_8)).write(delivery);
    var in = new ByteArrayInputStream(wire.toByteArray());
    return HttpLines.body(in, Map.of("transfer-encoding", "chunked"), body);
  }
}

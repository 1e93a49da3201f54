package dev.tutti.wire.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.testing.Bombs;
import dev.tutti.testing.KnownFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class ContentCodingTest {
  private static final int MOST = 4 << 20;

  @Test
  void every_length_comes_back_in_each_coding() throws IOException {
    var random = new Random(7);
    for (int length : new int[] {0, 1, 100, 8_191, 8_192, 8_193, 100_000, MOST}) {
      var bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(decoded(ContentCoding.GZIP, Bombs.gzip(bytes))).isEqualTo(bytes);
      for (boolean bare : new boolean[] {true, false}) {
        assertThat(decoded(ContentCoding.DEFLATE, deflated(bytes, bare))).isEqualTo(bytes);
      }
    }
  }

  @Test
  void members_are_joined_and_what_follows_them_is_passed_over() throws IOException {
    var body = joined(Bombs.gzip("one, "), Bombs.gzip(""), Bombs.gzip("two"), new byte[30]);
    assertThat(text(decoded(ContentCoding.GZIP, body))).isEqualTo("one, two");
  }

  @KnownFault("SECURITY-F22")
  @Test
  void thousands_of_empty_members_are_read_and_hundreds_of_thousands_refused() throws IOException {
    assertThat(decoded(ContentCoding.GZIP, Bombs.emptyMembers(9_000))).isEmpty();
    var body = joined(Bombs.emptyMembers(9_000), Bombs.gzip("{}"));
    assertThat(text(decoded(ContentCoding.GZIP, body))).isEqualTo("{}");
    assertThatThrownBy(() -> decoded(ContentCoding.GZIP, Bombs.emptyMembers(300_000)))
        .isInstanceOf(ZipException.class)
        .hasMessageContaining("10000 members");
  }

  @Test
  void heads_with_everything_that_a_head_may_have() throws IOException {
    var plain = Bombs.gzip("text");
    var head = Arrays.copyOf(plain, 10);
    head[3] = 2 | 4 | 8 | 16;
    byte[] extra = {3, 0, 1, 2, 3};
    var names = "name\0comment\0".getBytes(StandardCharsets.US_ASCII);
    byte[] sum = {0, 0};
    var rest = Arrays.copyOfRange(plain, 10, plain.length);
    var whole = joined(head, extra, names, sum, rest);
    assertThat(text(decoded(ContentCoding.GZIP, whole))).isEqualTo("text");
    for (int end = 0; end < whole.length; end++) {
      var cut = Arrays.copyOf(whole, end);
      assertThatThrownBy(() -> decoded(ContentCoding.GZIP, cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void no_changed_byte_changes_what_is_read() {
    var said = "Whatever is said must come as it was said.";
    var good = Bombs.gzip(said);
    for (int at = 10; at < good.length; at++) {
      var bad = good.clone();
      bad[at] ^= 0x10;
      try {
        assertThat(text(decoded(ContentCoding.GZIP, bad))).isEqualTo(said); // a bit of the padding
      } catch (IOException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @KnownFault({"SECURITY-F2", "SECURITY-F3"})
  @Test
  void bombs_end_at_the_limit_or_at_the_ratio() {
    var thousandfold = Bombs.spaces(3);
    assertThatThrownBy(() -> decoded(ContentCoding.GZIP, thousandfold))
        .isInstanceOf(InflationLimitException.class)
        .hasMessageContaining("200 times");
    var random = new byte[MOST + 1];
    new Random(8).nextBytes(random);
    assertThatThrownBy(() -> decoded(ContentCoding.GZIP, Bombs.gzip(random)))
        .isInstanceOf(InflationLimitException.class)
        .hasMessageContaining("longer than " + MOST);
  }

  @Test
  void room_is_asked_for_before_it_is_taken() {
    long[] room = {0};
    assertThatThrownBy(
            () ->
                ContentCoding.GZIP.decode(
                    Bombs.spaces(1),
                    MOST,
                    more -> {
                      room[0] += more;
                      if (room[0] > 100_000) {
                        throw Fault.of(FaultCode.OVERLOADED, "full");
                      }
                    }))
        .isInstanceOf(Fault.class);
    assertThat(room[0]).isLessThan(300_000);
  }

  private static byte[] decoded(ContentCoding coding, byte[] body) throws IOException {
    return coding.decode(body, MOST, _ -> {});
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] deflated(byte[] bytes, boolean bare) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var deflating = new DeflaterOutputStream(out, new Deflater(6, bare))) {
      deflating.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}

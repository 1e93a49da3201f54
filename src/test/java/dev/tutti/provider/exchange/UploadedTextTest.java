package dev.tutti.provider.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.BodyMemory;
import dev.tutti.testing.KnownFault;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which uploads are text, wherever their reads end. */
class UploadedTextTest {
  private static final int MOST = 1_000;
  private static final String JSON = "{\"model\":\"p\"}";

  @KnownFault("SECURITY-F4")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 64, 100_000})
  void text_begins_with_its_first_byte_that_is_not_blank(int read) {
    for (var before : new String[] {"", " ", "\uFEFF", "\uFEFF\r\n", " \t".repeat(40_000)}) {
      var text = uploaded(before + JSON, read);
      assertThat(text.isNone()).isFalse();
      assertThat(text.length()).isEqualTo(JSON.length());
      assertThat(text.whole().orElseThrow()).asString().isEqualTo(JSON);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\uFEFF", "--x\r\n{", "RIFF", "  x{", "\uFF5B{"})
  void other_uploads_are_no_text(String bytes) {
    for (int read = 1; read < 9; read++) {
      var text = uploaded(bytes, read);
      assertThat(text.isNone()).isTrue();
      assertThat(text.length()).isZero();
      assertThat(text.whole()).isEmpty();
    }
  }

  @Test
  void a_long_text_is_only_counted() {
    var text = uploaded("[" + "1".repeat(MOST), 300);
    assertThat(text.isNone()).isFalse();
    assertThat(text.length()).isEqualTo(MOST + 1);
    assertThat(text.whole()).isEmpty();
  }

  @Test
  @KnownFault("SECURITY-F2")
  void what_is_kept_counts_and_without_memory_the_text_is_only_counted() {
    var bodies = BodyMemory.of(40);
    var text = uploaded("  [" + "1".repeat(19), 5, bodies.lease());
    assertThat(text.whole().orElseThrow()).hasSize(20);
    assertThat(bodies.held()).isEqualTo(20);
    var other = uploaded("[" + "1".repeat(29), 5, bodies.lease());
    assertThat(other.isNone()).isFalse();
    assertThat(other.length()).isEqualTo(30);
    assertThat(other.whole()).isEmpty();
    assertThat(bodies.held()).isEqualTo(40);
  }

  private static UploadedText uploaded(String all, int read) {
    return uploaded(all, read, BodyMemory.of(1 << 20).lease());
  }

  private static UploadedText uploaded(String all, int read, BodyMemory.Lease memory) {
    var text = new UploadedText(MOST, memory);
    var bytes = Buffer.buffer(all.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < bytes.length(); i += read) {
      text.add(bytes.slice(i, Math.min(bytes.length(), i + read)));
    }
    return text;
  }
}

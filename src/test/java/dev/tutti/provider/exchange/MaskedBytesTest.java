package dev.tutti.provider.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.PassthroughAnswer;
import dev.tutti.testing.KnownFault;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets in bytes, wherever reads end, also where one secret is the beginning of another. */
class MaskedBytesTest {
  private static final List<String> SECRETS = List.of("key-long-one", "key-long", "one-ke");
  private static final String TEXT = "a key-long-one, key-long; key-lo one-key-long-on key-long";
  private static final String MASKED = "a ************, ********; key-lo ******y-long-on ********";

  @Test
  @KnownFault("SECURITY-F18")
  void every_two_places_where_reads_end_give_the_same() {
    for (int one = 0; one <= TEXT.length(); one++) {
      for (int two = one; two <= TEXT.length(); two++) {
        assertThat(masked(TEXT.substring(0, one), TEXT.substring(one, two), TEXT.substring(two)))
            .as("%d, %d", one, two)
            .isEqualTo(MASKED);
      }
    }
  }

  @Test
  @KnownFault("SECURITY-F18")
  void byte_by_byte_is_the_same() {
    assertThat(masked(TEXT.split(""))).isEqualTo(MASKED);
  }

  private static String masked(String... pieces) {
    var bytes = new MaskedBytes(SECRETS);
    var shown = new StringBuilder();
    var sink =
        new PassthroughAnswer.Sink() {
          @Override
          public void bytes(Buffer more) {
            shown.append(more);
          }

          @Override
          public void end(boolean whole) {}
        };
    for (var piece : pieces) {
      bytes.next(Buffer.buffer(piece), sink);
    }
    bytes.end(sink);
    return shown.toString();
  }
}

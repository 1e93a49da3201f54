package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void whatAnUpstreamBeganToSayIsTruncatedWhereverItIsCut() {
    var whole = "{\"a\": {\"b\": [1, true, \"xé\", 12.5]}, \"c\": null, \"d\": false}";
    var bytes = whole.getBytes(StandardCharsets.UTF_8);

    for (int end = 1; end < bytes.length; end++) {
      assertThat(code(Arrays.copyOf(bytes, end)))
          .describedAs("cut after %d bytes", end)
          .isEqualTo(FaultCode.TRUNCATED);
    }
    assertThat(Json.tree(bytes).path("d").asBoolean(true)).isFalse();
  }

  @Test
  void whatIsNoJsonIsNonsense() {
    for (var text : new String[] {"<html>no</html>", "{\"a\": x}", "[1 2]", "{\"a\" 1}", "nope!"}) {
      assertThat(code(text.getBytes(StandardCharsets.UTF_8)))
          .describedAs(text)
          .isEqualTo(FaultCode.UPSTREAM_ERROR);
    }
  }

  private static FaultCode code(byte[] bytes) {
    return catchThrowableOfType(Fault.class, () -> Json.tree(bytes)).code();
  }

  @Test
  void half_a_pair_of_surrogates_stays_in_a_text() {
    assertThat(Json.tree("[\"a\ud83d\"]").path(0).asString()).isEqualTo("a\ud83d");
  }
}

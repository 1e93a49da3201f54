package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.testing.KnownFault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class JsonTest {

  @Test
  void what_an_upstream_began_to_say_is_truncated_wherever_it_is_cut() {
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
  void what_is_no_json_is_nonsense() {
    for (var text : new String[] {"<html>no</html>", "{\"a\": x}", "[1 2]", "{\"a\" 1}", "nope!"}) {
      assertThat(code(text.getBytes(StandardCharsets.UTF_8)))
          .describedAs(text)
          .isEqualTo(FaultCode.UPSTREAM_ERROR);
    }
  }

  @Test
  @KnownFault("GATEWAY-N9")
  void numbers_beyond_all_bounds_are_written_as_they_were() {
    var rest = "\"b\":[1,-2.5,true,null,\"xé\",{}],\"c\":12345678901234567890";
    for (var number : new String[] {"1E400", "-1.0e+999", "2.2e99999999999"}) {
      var text = "{\"a\":" + number + "," + rest + "}";
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(Json.text(Json.tree(bytes))).isEqualTo(text);
      assertThat(Json.text(Json.tree(text))).isEqualTo(text);
      assertThat(Json.text(Json.parse(text))).isEqualTo(text);
      assertThat(Json.text(Json.request(bytes))).isEqualTo(text);
      assertThat(((ObjectNode) Json.tree(bytes)).without("a"))
          .isEqualTo(Json.tree("{" + rest + "}"));
      assertThat(code(Arrays.copyOf(bytes, bytes.length - 1))).isEqualTo(FaultCode.TRUNCATED);
      assertThat(code((text + "{}").getBytes(StandardCharsets.UTF_8)))
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

  @Test
  void texts_are_written_so_that_they_are_read_as_they_were() {
    for (var text :
        new String[] {"", "gpt-4o", "a\"b", "a\\b", "\n\u0001\u007f", "xé", "\uD83D\uDE00"}) {
      var written = Json.bytes(text);
      assertThat(written).startsWith('"').endsWith('"');
      assertThat(Json.tree(written).asString()).isEqualTo(text);
    }
  }
}

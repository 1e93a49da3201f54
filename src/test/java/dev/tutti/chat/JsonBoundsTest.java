package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.testing.Bombs;
import dev.tutti.testing.KnownFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonBoundsTest {
  static List<String> values() {
    return Bombs.values();
  }

  @KnownFault("SECURITY-F2")
  @ParameterizedTest(name = "{index}")
  @MethodSource("values")
  void a_request_has_bounded_names_values_and_brackets(String value) {
    var fault = refused(() -> Json.request(bytes("{\"metadata\":" + value + "}")));
    assertThat(fault.status()).isEqualTo(400);
    assertThat(fault).hasMessageContaining("too many").hasMessageContaining("<= 500000");
  }

  @KnownFault("SECURITY-F2")
  @ParameterizedTest(name = "{index}")
  @MethodSource("values")
  void so_has_a_request_that_is_looked_through_without_a_tree(String value) {
    var chat =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"metadata\":{\"a\":";
    var fault = refused(() -> ChatRequest.parse(Operation.CHAT, bytes(chat + value + "}}")));
    assertThat(fault.status()).isEqualTo(400);
    assertThat(fault).hasMessageContaining("<= 500000");
  }

  @KnownFault("SECURITY-F3")
  @ParameterizedTest(name = "{index}")
  @MethodSource("values")
  void so_has_an_answer_also_as_text(String value) {
    var twice = "[" + value + "," + value + "]";
    for (var fault :
        List.of(refused(() -> Json.tree(bytes(twice))), refused(() -> Json.tree(twice)))) {
      assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
      assertThat(fault)
          .hasMessageContaining("beyond the limits")
          .hasMessageContaining("<= 1000000");
    }
  }

  @Test
  void what_is_usual_is_far_within_the_bounds() {
    var text = "x".repeat(20 << 20);
    assertThat(Json.request(bytes("{\"a\":\"" + text + "\"}")).path("a").asString())
        .hasSize(20 << 20);
    var messages =
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]},".repeat(20_000);
    assertThat(Json.request(bytes("{\"messages\":[" + messages + "{}]}")).path("messages"))
        .hasSize(20_001);
  }

  @Test
  void depth_is_told_as_what_it_is() {
    var deep = "{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}";
    var fault = refused(() -> Json.request(bytes(deep)));
    assertThat(fault.status()).isEqualTo(400);
    assertThat(fault).hasMessageContaining("too deep").hasMessageContaining("depth <= 64");
    assertThat(refused(() -> Json.tree(deep))).hasMessageContaining("too deep");
  }

  @KnownFault("SECURITY-F3")
  @Test
  void lists_of_numbers_are_long_where_no_tree_is_made_but_names_are_few() {
    var vector = "[" + "0.1,".repeat(3_000_000) + "0.1]";
    var body = JsonBody.parse(bytes("{\"data\":" + vector + ",\"n\":1}"));
    assertThat(body.get("n").asInt()).isEqualTo(1);
    var fault = refused(() -> JsonBody.parse(bytes(Bombs.wide(300_000))));
    assertThat(fault).hasMessageContaining("250000 names");
  }

  @Test
  void the_size_of_a_tree_is_told_before_there_is_one() {
    assertThat(Json.heapOf(bytes("{\"a\":\"b,:[{\\\"[[[\"}"))).isLessThan(400);
    assertThat(Json.heapOf(bytes("[[],[],[]]"))).isBetween(300L, 1_000L);
    for (var value : Bombs.values()) {
      assertThat(Json.heapOf(bytes(value))).isBetween(20_000_000L, 40_000_000L);
    }
    assertThat(Json.heapOf(bytes("\"broken\\"))).isPositive();
    assertThat(Json.heapOf(new byte[0])).isPositive();
  }

  private static Fault refused(ThrowingCallable work) {
    return catchThrowableOfType(Fault.class, work);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package dev.tutti.contributing.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Usage;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.spi.ProviderCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesAdapterTest {
  private static final LinesAdapter LINES =
      new LinesAdapter(ProviderCredentials.none(), TestingExchange.DIAGNOSIS);

  private static final String STREAM =
      """
      {"model":"bard-1","say":"A wren "}
      {"say":"– small."}
      {"end":"length","in":4,"out":5}
      """;

  private static TestingExchange exchange(String members) {
    return TestingExchange.chat(
        LINES,
        """
        {"model": "m", "stream": true, "messages": [{"role": "user", "content": "Which bird?"}]%s}
        """
            .formatted(members));
  }

  @Test
  void a_request_is_said_in_lines() {
    assertThat(exchange("").asked("bard-1").toString())
        .isEqualTo(
            "{\"model\":\"bard-1\",\"lines\":true,"
                + "\"turns\":[{\"who\":\"user\",\"say\":\"Which bird?\"}]}");
  }

  @Test
  void what_the_dialect_has_a_word_for_is_said_and_what_nobody_knows_handed_over() {
    assertThat(exchange(",\"temperature\":0.5,\"mood\":\"glad\"").asked("bard-1").toString())
        .startsWith("{\"mood\":\"glad\",\"model\":\"bard-1\",\"lines\":true,\"heat\":0.5,");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10_000})
  void a_stream_is_read_however_it_is_cut(int cut) {
    var reply = exchange("").stream(STREAM, cut);

    assertThat(reply.model()).isEqualTo("bard-1");
    assertThat(reply.text()).isEqualTo("A wren – small.");
    assertThat(reply.usage()).isEqualTo(Usage.of(4, 5));
  }

  @Test
  void an_answer_without_its_end_is_truncated() {
    var half = STREAM.substring(0, STREAM.indexOf("{\"end\""));
    assertThatThrownBy(() -> exchange("").stream(half, 7))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.TRUNCATED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]",
        "\"n\":2",
        "\"stop\":[\"wren\"]",
        "\"logprobs\":true",
        "\"response_format\":{\"type\":\"json_object\"}"
      })
  void what_cannot_be_said_is_refused(String member) {
    var asked = exchange("," + member);
    assertThatThrownBy(() -> asked.asked("bard-1"))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST));
  }
}

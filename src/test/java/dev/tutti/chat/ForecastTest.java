package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.KnownFault;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request may take, at a glance. */
class ForecastTest {

  private static ChatRequest read(Operation operation, String body) {
    return ChatRequest.parse(operation, body.getBytes(StandardCharsets.UTF_8));
  }

  @KnownFault("SECURITY-F26")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"x\":1; 256",
        "\"max_tokens\":10; 10",
        "\"max_completion_tokens\":100000,\"max_tokens\":1; 100000",
        "\"max_tokens\":1,\"max_completion_tokens\":100000; 100000",
        "\"max_tokens\":10,\"n\":5; 50",
        "\"max_tokens\":10,\"best_of\":100,\"n\":1; 1000",
        "\"n\":4; 1024",
        "\"max_tokens\":2147483647,\"n\":128; 2147483648"
      })
  void every_answer_that_may_come_is_counted(String members, long expected) {
    var chat =
        read(
            Operation.CHAT, "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]," + members + "}");
    assertThat(chat.answerForecast()).isEqualTo(expected);
  }

  @Test
  @KnownFault("SECURITY-F26")
  void every_prompt_of_a_list_is_answered() {
    var texts = String.join(",", Collections.nCopies(500, "\"a\""));
    var body = "{\"model\":\"m\",\"prompt\":[%s],\"max_tokens\":100,\"best_of\":2}";
    assertThat(read(Operation.TEXT_COMPLETION, body.formatted(texts)).answerForecast())
        .isEqualTo(100_000);
    assertThat(read(Operation.TEXT_COMPLETION, body.formatted("[1,2],[3]")).answerForecast())
        .isEqualTo(400);
    assertThat(read(Operation.TEXT_COMPLETION, body.formatted("1,2,3")).answerForecast())
        .isEqualTo(200);
  }

  @Test
  @KnownFault("SECURITY-F26")
  void tokens_given_as_numbers_are_counted_one_by_one() {
    var tokens = String.join(",", Collections.nCopies(3_000, "1"));
    var flat = "{\"model\":\"m\",\"input\":[" + tokens + "]}";
    var nested = "{\"model\":\"m\",\"input\":[[" + tokens + "],[7]]}";
    assertThat(read(Operation.EMBEDDINGS, flat).forecast()).isEqualTo(3_000);
    assertThat(read(Operation.EMBEDDINGS, nested).forecast()).isEqualTo(3_001);
  }
}

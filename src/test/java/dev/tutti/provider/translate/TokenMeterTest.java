package dev.tutti.provider.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import dev.tutti.testing.KnownFault;
import dev.tutti.token.PromptEstimate;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenMeterTest {

  /** Nobody waits while 32 MiB are read again. */
  @Test
  @KnownFault("SECURITY-F2")
  void the_prompt_of_a_large_request_is_estimated_at_a_glance() {
    var request = ChatRequest.builder("m").user("word ".repeat(100_000)).build();
    var meter = new TokenMeter(request);
    meter.heard("Hello");
    assertThat(meter.usage().input()).isEqualTo(request.promptForecast());
    assertThat(meter.usage().estimated()).isTrue();
  }

  @Test
  void a_prompt_is_counted_by_what_is_known_of_its_model() {
    var request = ChatRequest.builder("m").user("Hello").build().counted(_ -> 77);
    assertThat(new TokenMeter(request.streamed().withModel("n")).usage().input()).isEqualTo(77);
  }

  @Test
  void the_prompt_of_another_is_estimated_by_its_words() {
    var request = ChatRequest.builder("m").user("word ".repeat(100)).build();
    assertThat(new TokenMeter(request).usage().input())
        .isEqualTo(PromptEstimate.of(request.body()))
        .isNotEqualTo(request.promptForecast());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "a"               | 1
          ["a"]             | 1
          ["a", "b"]        | 2
          [1, 2, 3]         | 1
          [[1, 2], [3], []] | 3
          """)
  @KnownFault("SECURITY-F2")
  void a_request_knows_how_many_embeddings_it_asks_for(String input, int inputs) {
    var json = "{\"model\":\"m\",\"encoding_format\":\"base64\",\"input\":" + input + "}";
    var request =
        ChatRequest.parse(Operation.EMBEDDINGS, json.getBytes(StandardCharsets.UTF_8))
            .withModel("other");
    assertThat(request.inputs()).isEqualTo(inputs);
    assertThat(VectorForm.of(request)).isEqualTo(VectorForm.BASE64);
  }
}

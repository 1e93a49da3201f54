package dev.tutti.provider;

import static dev.tutti.provider.TestingSimulation.parse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Operation;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SimulatedEmbeddingsTest {
  private final TestingSimulation sim = new TestingSimulation();

  @Test
  void embeds_similar_texts_near_to_each_other() {
    var near = cosine("the cat sat on the mat", "the cat sat on a mat");
    var far = cosine("the cat sat on the mat", "quarterly revenue grew");
    assertThat(near).isGreaterThan(0.7);
    assertThat(far).isLessThan(0.3);
    assertThat(cosine("今天北京天气怎么样", "北京今天天气如何")).isGreaterThan(0.4);
    assertThat(cosine("same", "same")).isBetween(0.999, 1.001);
  }

  @Test
  void embeds_tokens_and_many_texts_in_the_form_that_is_asked() {
    var answer = embed("{\"model\":\"sim\",\"input\":[[1,2,3],[4]],\"dimensions\":8}");
    assertThat(answer.path("data")).hasSize(2);
    assertThat(answer.path("data").path(1).path("index").asInt()).isEqualTo(1);
    assertThat(answer.path("data").path(0).path("embedding")).hasSize(8);
    assertThat(answer.path("usage").path("prompt_tokens").asInt()).isEqualTo(4);
    var packed =
        embed(
            "{\"model\":\"sim\",\"input\":\"x\",\"dimensions\":8,\"encoding_format\":\"base64\"}");
    var bytes =
        Base64.getDecoder().decode(packed.path("data").path(0).path("embedding").asString());
    assertThat(bytes).hasSize(32);
  }

  @ParameterizedTest
  @CsvSource({"9999, 1, dimensions", "1, 3000, input", "4096, 300, dimensions x input"})
  void refuses_to_embed_too_much(int dimensions, int texts, String param) {
    var input = "[" + "\"a\",".repeat(texts - 1) + "\"a\"]";
    var body = "{\"model\":\"sim\",\"input\":%s,\"dimensions\":%d}".formatted(input, dimensions);
    var fault = (Fault) sim.open(sim.built, "sim", parse(Operation.EMBEDDINGS, body)).cause();
    assertThat(fault.param()).contains(param);
  }

  private double cosine(String one, String other) {
    var answer =
        embed("{\"model\":\"sim\",\"input\":[\"%s\",\"%s\"]}".formatted(one, other)).path("data");
    double sum = 0;
    for (int i = 0; i < 256; i++) {
      sum +=
          answer.path(0).path("embedding").path(i).asDouble()
              * answer.path(1).path("embedding").path(i).asDouble();
    }
    return sum;
  }

  private JsonNode embed(String body) {
    var sink = sim.play("sim", parse(Operation.EMBEDDINGS, body));
    return ((Chunk.Whole) sink.chunks().getFirst()).json().tree();
  }
}

package dev.tutti.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.spi.ProviderCredentials;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GeminiEmbeddingsTest {
  private static final Gemini GEMINI =
      new Gemini(ProviderCredentials.none(), TestingExchange.DIAGNOSIS);
  private static final String VECTORS =
      "{\"embeddings\": [{\"values\": [0.5, -2]}, {\"values\": [1, 0]}]%s}";

  @Test
  void each_text_is_one_request_of_the_batch() {
    var exchange =
        exchange(
            "{\"model\": \"e\", \"input\": [\"sea\", \"sky\"], \"dimensions\": 256,"
                + " \"taskType\": \"CLUSTERING\"}");

    assertThat(exchange.outgoing("gemini-embedding-001").path())
        .isEqualTo("/models/gemini-embedding-001:batchEmbedContents");
    assertThat(exchange.asked("gemini-embedding-001").path("requests").path(1))
        .isEqualTo(
            Json.tree(
                """
                {"model": "models/gemini-embedding-001", "content": {"parts": [{"text": "sky"}]},
                 "outputDimensionality": 256, "taskType": "CLUSTERING"}
                """));
  }

  @Test
  void vectors_become_openais_list() {
    var list = read("", VECTORS.formatted(", \"usageMetadata\": {\"promptTokenCount\": 4}"));

    assertThat(list)
        .isEqualTo(
            Json.tree(
                """
                {"object": "list", "data": [
                   {"object": "embedding", "index": 0, "embedding": [0.5, -2]},
                   {"object": "embedding", "index": 1, "embedding": [1, 0]}],
                 "model": "e", "usage": {"prompt_tokens": 4, "total_tokens": 4}}
                """));
  }

  @Test
  void vectors_are_packed_and_usage_is_estimated_when_asked_to() {
    var list = read(", \"encoding_format\": \"base64\"", VECTORS.formatted(""));

    assertThat(Base64.getDecoder().decode(list.path("data").path(0).path("embedding").asString()))
        .containsExactly(0, 0, 0, 0x3F, 0, 0, 0, 0xC0);
    assertThat(list.path("usage").path("tutti_estimated").asBoolean()).isTrue();
    assertThat(list.path("usage").path("prompt_tokens").asInt()).isPositive();
  }

  @Test
  void an_answer_without_vectors_is_an_upstream_error() {
    assertThatThrownBy(() -> read("", "{}")).hasMessageContaining("no embeddings");
  }

  private static JsonNode read(String more, String body) {
    var exchange = exchange("{\"model\": \"e\", \"input\": [\"sea\", \"sky\"]" + more + "}");
    exchange.whole(body);
    return ((Chunk.Whole) exchange.chunks().getFirst()).json().tree();
  }

  private static TestingExchange exchange(String request) {
    return TestingExchange.of(GEMINI, Operation.EMBEDDINGS, request);
  }
}

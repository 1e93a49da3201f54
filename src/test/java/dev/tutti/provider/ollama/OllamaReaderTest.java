package dev.tutti.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Reply;
import dev.tutti.chat.Usage;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.testing.KnownFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaReaderTest {
  private static final Ollama OLLAMA =
      new Ollama(ProviderCredentials.none(), TestingExchange.DIAGNOSIS);
  private static final String ASKED =
      "{\"model\": \"m\", \"stream\": true,"
          + " \"messages\": [{\"role\": \"user\", \"content\": \"Which bird?\"}]}";
  private static final String STREAM =
      """
      {"model":"qwen3","message":{"role":"assistant","content":"","thinking":"Small."},"done":false}
      {"model":"qwen3","message":{"role":"assistant","content":"Ein Zaunkönig – "},"done":false}

      {"model":"qwen3","message":{"role":"assistant","content":"klein."},"done":false}
      {"model":"qwen3","message":{"role":"assistant","content":""},"done":true,\
      "done_reason":"length","total_duration":9000,"prompt_eval_count":11,"eval_count":6}
      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 10_000})
  void a_stream_is_read_however_it_is_cut(int cut) {
    var reply = stream(STREAM, cut);

    assertThat(reply.model()).isEqualTo("qwen3");
    assertThat(reply.text()).isEqualTo("Ein Zaunkönig – klein.");
    assertThat(reply.choices().getFirst().reasoning()).isEqualTo("Small.");
    assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(reply.usage()).isEqualTo(Usage.of(11, 6));
  }

  @Test
  void a_stream_that_is_not_done_is_truncated() {
    int lastLine = STREAM.lastIndexOf("{\"model\"");

    for (int end : new int[] {0, lastLine, lastLine + 70}) {
      assertThatThrownBy(() -> stream(STREAM.substring(0, end), 64))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.TRUNCATED));
    }
  }

  @Test
  void nothing_is_read_after_the_last_word() {
    assertThat(stream(STREAM + "{\"error\": \"too late\"}\n", 10_000).text()).endsWith("klein.");
  }

  @Test
  void calls_get_ids_where_they_have_none() {
    var reply =
        whole(
            """
            {"model": "qwen3", "message": {"role": "assistant", "content": "", "tool_calls": [
               {"function": {"name": "guide", "arguments": {"wings": 2}}},
               {"id": "own", "function": {"index": 1, "name": "map", "arguments": {}}}]},
             "done": true, "done_reason": "stop", "eval_count": 5}
            """);

    assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reply.toolCalls())
        .extracting(Reply.ToolCall::name, Reply.ToolCall::arguments)
        .containsExactly(tuple("guide", "{\"wings\":2}"), tuple("map", "{}"));
    assertThat(reply.toolCalls().getFirst().id()).matches("call_[0-9a-f]+_0");
    assertThat(reply.toolCalls().getLast().id()).isEqualTo("own");
  }

  @Test
  void a_prompt_that_ollama_remembered_is_estimated() {
    var usage =
        whole(
                """
                {"message": {"content": "A wren."}, "done": true, "eval_count": 5}
                """)
            .usage();

    assertThat(usage.output()).isEqualTo(5);
    assertThat(usage.input()).isPositive();
    assertThat(usage.estimated()).isTrue();
  }

  @Test
  void likelihoods_are_in_openais_form() {
    var reply =
        whole(
            """
            {"message": {"content": "a"}, "done": true,
             "logprobs": [{"token": "a", "logprob": -0.5, "bytes": [97]}]}
            """);

    assertThat(Json.text(reply.choices().getFirst().logprobs()))
        .isEqualTo("[{\"token\":\"a\",\"logprob\":-0.5,\"bytes\":[97],\"top_logprobs\":[]}]");
  }

  @Test
  void an_error_is_a_fault_in_a_stream_and_in_a_body() {
    var half = STREAM.substring(0, STREAM.indexOf('\n') + 1);

    assertThatThrownBy(() -> stream(half + "{\"error\":\"the model broke\"}\n", 64))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR))
        .hasMessageContaining("the model broke");
    assertThatThrownBy(() -> whole("{\"error\":\"the model broke\"}"))
        .hasMessageContaining("the model broke");
  }

  @Test
  void a_completion_is_a_response() {
    var exchange =
        TestingExchange.of(
            OLLAMA, Operation.TEXT_COMPLETION, "{\"model\": \"m\", \"prompt\": \"Once\"}");

    var reply =
        exchange.whole(
            """
            {"model": "qwen3", "response": " upon a time", "thinking": "A tale.", "done": true,
             "done_reason": "stop", "context": [1, 2], "prompt_eval_count": 1, "eval_count": 3}
            """);

    assertThat(reply.text()).isEqualTo(" upon a time");
    assertThat(reply.choices().getFirst().reasoning()).isEqualTo("A tale.");
    assertThat(reply.usage()).isEqualTo(Usage.of(1, 3));
  }

  @Test
  void vectors_become_openais_list() {
    var exchange =
        TestingExchange.of(
            OLLAMA, Operation.EMBEDDINGS, "{\"model\": \"m\", \"input\": [\"wren\", \"owl\"]}");

    exchange.whole("{\"embeddings\": [[0.5, 1], [0, 2]], \"prompt_eval_count\": 2}");

    assertThat(((Chunk.Whole) exchange.chunks().getFirst()).json().tree())
        .isEqualTo(
            Json.tree(
                """
                {"object": "list", "data": [
                   {"object": "embedding", "index": 0, "embedding": [0.5, 1]},
                   {"object": "embedding", "index": 1, "embedding": [0, 2]}],
                 "model": "m", "usage": {"prompt_tokens": 2, "total_tokens": 2}}
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "base64"})
  @KnownFault("SECURITY-F3")
  void a_thousand_vectors_are_read(String form) {
    var asked = "{\"model\": \"m\", \"encoding_format\": \"%s\", \"input\": \"x\"}".formatted(form);
    var request = ChatRequest.parse(Operation.EMBEDDINGS, asked.getBytes(StandardCharsets.UTF_8));
    var vector = "[" + "-0.0123456789,".repeat(1_023) + "0.5]";
    var answer = "{\"embeddings\": [" + (vector + ",").repeat(999) + vector + "]}";
    var chunks = new ArrayList<Chunk>();

    OLLAMA.reader(request).whole(answer.getBytes(StandardCharsets.UTF_8), chunks::add);

    assertThat(((Chunk.Whole) chunks.getFirst()).json().length()).isGreaterThan(1_000 * 1_024 * 4);
  }

  private static Reply stream(String body, int cut) {
    return TestingExchange.chat(OLLAMA, ASKED).stream(body, cut);
  }

  private static Reply whole(String body) {
    return TestingExchange.chat(OLLAMA, ASKED).whole(body);
  }
}

package dev.tutti.provider.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Reply;
import dev.tutti.chat.SealedReasoning;
import dev.tutti.chat.Usage;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.ScriptedResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

@KnownFault("GATEWAY-F3")
class ResponsesReaderTest {
  private static final ScriptedResponse ANSWER =
      ScriptedResponse.of("gpt-5-codex-2025-09-15")
          .reasoning("rs_1", "Count, 数.", "gAAA")
          .search("ws_1")
          .message("msg_1", "Grüß ", "dich, 世界")
          .call("fc_1", "call_1", "add", "{\"a\":", "1}")
          .call("fc_2", "call_2", "sub", "{}");

  private static TestingExchange exchange() {
    return TestingExchange.chat(
        new OpenAiResponses("/responses", ProviderCredentials.none(), TestingExchange.DIAGNOSIS),
        "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
  }

  private static void assertAnswer(Reply reply) {
    assertThat(reply.id()).isEqualTo("resp_up");
    assertThat(reply.model()).isEqualTo("gpt-5-codex-2025-09-15");
    assertThat(reply.text()).isEqualTo("Grüß dich, 世界");
    var choice = reply.choices().getFirst();
    assertThat(choice.reasoning()).isEqualTo("Count, 数.");
    assertThat(choice.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reply.toolCalls())
        .extracting(Reply.ToolCall::id, Reply.ToolCall::name, Reply.ToolCall::arguments)
        .containsExactly(tuple("call_1", "add", "{\"a\":1}"), tuple("call_2", "sub", "{}"));
    assertThat(choice.extensions().path("annotations").path(0).path("url_citation").path("url"))
        .isEqualTo(Json.tree("\"https://sun.example\""));
    var sealed = choice.extensions().path("thinking_blocks").path(0);
    assertThat(SealedReasoning.item(sealed).orElseThrow().path("encrypted_content").asString())
        .isEqualTo("gAAA");
    assertThat(reply.usage()).isEqualTo(new Usage(30, 12, 8, 0, 5, 0, 0, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 1_000_000})
  void reads_a_stream_wherever_it_is_cut(int cut) {
    assertAnswer(exchange().stream(ANSWER.stream(), cut));
  }

  @Test
  void reads_an_answer_in_one_piece() {
    assertAnswer(exchange().whole(Json.text(ANSWER.whole())));
  }

  @Test
  void keeps_every_event_as_it_was_told() {
    var exchange = exchange();
    exchange.stream(ANSWER.stream(), 64);
    assertThat(exchange.chunks())
        .allSatisfy(chunk -> assertThat(chunk).isInstanceOf(Chunk.ResponseEvent.class))
        .extracting(chunk -> ((Chunk.ResponseEvent) chunk).json())
        .isEqualTo(ANSWER.events());
  }

  @Test
  void opens_with_what_a_caller_would_miss() {
    var exchange = exchange();
    exchange.stream(ANSWER.stream(), 64);
    var first = exchange.chunks().stream().filter(Chunk::substantial).findFirst().orElseThrow();
    assertThat(((Chunk.ResponseEvent) first).type())
        .isEqualTo("response.reasoning_summary_text.delta");
  }

  static List<Integer> places() {
    return IntStream.range(0, ANSWER.events().size()).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("places")
  void a_stream_without_its_end_is_truncated(int events) {
    var stream = ScriptedResponse.stream(ANSWER.events().subList(0, events));
    assertThat(code(() -> exchange().stream(stream, 64))).isEqualTo(FaultCode.TRUNCATED);
    assertThat(code(() -> exchange().stream(stream + "data: [DONE]\n\n", 64)))
        .isEqualTo(FaultCode.TRUNCATED);
  }

  @ParameterizedTest
  @CsvSource({"rate_limit_exceeded,RATE_LIMITED", "server_error,UPSTREAM_ERROR"})
  void failures_inside_a_stream_are_faults(String word, FaultCode code) {
    var error = Json.object().put("code", word).put("message", "No.");
    var event = Json.object().put("type", "error").setAll(error);
    assertThat(code(() -> exchange().stream(after(event), 7))).isEqualTo(code);
    var nested = Json.object().put("type", "error");
    nested.set("error", error);
    assertThat(code(() -> exchange().stream(after(nested), 7))).isEqualTo(code);
    var failed = Json.object().put("type", "response.failed");
    failed.putObject("response").put("status", "failed").set("error", error);
    assertThat(code(() -> exchange().stream(after(failed), 7))).isEqualTo(code);
    assertThat(code(() -> exchange().whole(Json.text(failed.path("response"))))).isEqualTo(code);
  }

  private static String after(ObjectNode event) {
    return ScriptedResponse.stream(List.of(ANSWER.events().getFirst(), event));
  }

  @ParameterizedTest
  @CsvSource({"max_output_tokens,LENGTH", "content_filter,CONTENT_FILTER", "other,LENGTH"})
  void an_incomplete_answer_says_why(String reason, FinishReason finish) {
    var answer = ScriptedResponse.of("m").message("msg_1", "Hi").incomplete(reason);
    assertThat(exchange().stream(answer.stream(), 64).choices().getFirst().finish())
        .isEqualTo(finish);
    assertThat(exchange().whole(Json.text(answer.whole())).choices().getFirst().finish())
        .isEqualTo(finish);
  }

  @Test
  void a_refusal_and_a_custom_call_are_said_in_words_of_chats() {
    var answer =
        ScriptedResponse.of("m").refusal("msg_1", "I won't.").custom("c", "call_9", "sh", "ls");
    var choice = exchange().stream(answer.stream(), 64).choices().getFirst();
    assertThat(choice.refusal()).isEqualTo("I won't.");
    assertThat(choice.toolCalls().getFirst().extensions())
        .isEqualTo(
            Json.tree("{\"type\":\"custom\",\"custom\":{\"name\":\"sh\",\"input\":\"ls\"}}"));
  }

  @Test
  void what_was_not_streamed_is_said_at_the_end() {
    var events = ANSWER.events();
    var ends = List.of(events.getFirst(), events.getLast());
    assertAnswer(exchange().stream(ScriptedResponse.stream(ends), 64));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "{\"status\":\"queued\",\"output\":[]}", "nonsense"})
  void what_is_no_response_is_a_fault(String body) {
    assertThat(code(() -> exchange().whole(body))).isEqualTo(FaultCode.UPSTREAM_ERROR);
  }

  @Test
  void usage_is_estimated_where_it_is_not_said() {
    var answer = ANSWER.whole().putNull("usage");
    var usage = exchange().whole(Json.text(answer)).usage();
    assertThat(usage.estimated()).isTrue();
    assertThat(usage.output()).isPositive();
  }

  private static FaultCode code(Runnable step) {
    return catchThrowableOfType(Fault.class, step::run).code();
  }
}

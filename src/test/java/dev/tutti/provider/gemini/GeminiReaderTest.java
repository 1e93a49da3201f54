package dev.tutti.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Reply;
import dev.tutti.chat.Usage;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.wire.frame.Frame;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiReaderTest {
  private static final Gemini GEMINI =
      new Gemini(ProviderCredentials.none(), TestingExchange.DIAGNOSIS);
  private static final String ASKED =
      "{\"model\": \"m\", \"stream\": true,"
          + " \"messages\": [{\"role\": \"user\", \"content\": \"How high is the tide?\"}]}";
  private static final String THOUGHTFUL =
      sse(
          """
          {"candidates": [{"content": {"role": "model", "parts":
            [{"text": "The moon pulls.", "thought": true}]}, "index": 0}],
           "usageMetadata": {"promptTokenCount": 9, "thoughtsTokenCount": 4},
           "modelVersion": "gemini-2.5-flash", "responseId": "r-1"}
          """,
          """
          {"candidates": [{"content": {"role": "model", "parts": [{"text": "Hoch: 6 m – "}]},
            "index": 0}],
           "usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 3,
             "thoughtsTokenCount": 4}}
          """,
          """
          {"candidates": [{"content": {"role": "model", "parts":
              [{"text": "genug.", "thoughtSignature": "c2ln"}]},
            "finishReason": "STOP", "index": 0}],
           "usageMetadata": {"promptTokenCount": 8, "toolUsePromptTokenCount": 20,
             "candidatesTokenCount": 5, "thoughtsTokenCount": 4, "cachedContentTokenCount": 2,
             "promptTokensDetails": [{"modality": "AUDIO", "tokenCount": 3}]}}
          """);

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 10_000})
  void a_stream_is_read_however_it_is_cut(int cut) {
    var reply = stream(THOUGHTFUL, cut);

    assertThat(reply.id()).isEqualTo("r-1");
    assertThat(reply.model()).isEqualTo("gemini-2.5-flash");
    assertThat(reply.text()).isEqualTo("Hoch: 6 m – genug.");
    assertThat(reply.choices().getFirst().reasoning()).isEqualTo("The moon pulls.");
    assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.STOP);
    assertThat(Json.text(reply.choices().getFirst().extensions()))
        .isEqualTo("{\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln\"}}}");
  }

  @Test
  void the_last_report_of_usage_counts() {
    assertThat(stream(THOUGHTFUL, 64).usage()).isEqualTo(new Usage(28, 9, 2, 0, 4, 3, 0, false));
  }

  @Test
  void usage_that_is_not_reported_is_estimated() {
    var reply = whole(candidate("\"parts\": [{\"text\": \"Quite high today.\"}]", "STOP"));

    assertThat(reply.usage().estimated()).isTrue();
    assertThat(reply.usage().input()).isPositive();
    assertThat(reply.usage().output()).isPositive();
  }

  @Test
  void a_stream_without_a_reason_to_end_is_truncated() {
    int lastFrame = THOUGHTFUL.lastIndexOf("data:");

    for (int end : new int[] {THOUGHTFUL.indexOf("data:", 5), lastFrame, lastFrame + 60}) {
      assertThatThrownBy(() -> stream(THOUGHTFUL.substring(0, end), 64))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.TRUNCATED));
    }
    assertThatThrownBy(() -> stream("", 64)).hasMessageContaining("before it began");
  }

  @Test
  void every_candidate_must_end() {
    var half =
        sse(
            """
            {"candidates": [
              {"content": {"parts": [{"text": "High."}]}, "finishReason": "STOP", "index": 0},
              {"content": {"parts": [{"text": "Lo"}]}, "index": 1}]}
            """);
    var rest =
        sse(
            """
            {"candidates": [{"content": {"parts": [{"text": "w."}]},
              "finishReason": "MAX_TOKENS", "index": 1}]}
            """);

    assertThatThrownBy(() -> stream(half, 64)).hasMessageContaining("choice 1");
    assertThat(stream(half + rest, 64).choices())
        .extracting(Reply.Choice::text, Reply.Choice::finish)
        .containsExactly(tuple("High.", FinishReason.STOP), tuple("Low.", FinishReason.LENGTH));
  }

  @Test
  void a_stream_that_was_not_framed_comes_as_a_list() {
    var reply =
        whole(
            "["
                + candidate("\"parts\": [{\"text\": \"Hi\"}]", null)
                + ",\r\n"
                + candidate("\"parts\": [{\"text\": \" there\"}]", "1")
                + "]");

    assertThat(reply.text()).isEqualTo("Hi there");
    assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void parallel_calls_have_ids_and_signatures() {
    var reply =
        whole(
            """
            {"responseId": "r/2", "candidates": [{"finishReason": "STOP", "content": {"parts": [
              {"functionCall": {"name": "tide", "args": {"port": "Brest"}},
               "thoughtSignature": "c2ln"},
              {"functionCall": {"id": "own", "name": "tide", "args": {"port": "Ostia"}}},
              {"functionCall": {"name": "now"}}]}}]}
            """);

    assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reply.toolCalls())
        .extracting(Reply.ToolCall::id)
        .containsExactly("call_r2_0", "own", "call_r2_2");
    assertThat(reply.toolCalls())
        .extracting(Reply.ToolCall::arguments)
        .containsExactly("{\"port\":\"Brest\"}", "{\"port\":\"Ostia\"}", "{}");
    assertThat(Json.text(reply.toolCalls().getFirst().extensions()))
        .isEqualTo("{\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln\"}}}");
    assertThat(reply.toolCalls().getLast().extensions()).isEmpty();
  }

  @Test
  void arguments_that_come_value_by_value_are_put_together() {
    var reply =
        stream(
            calls(
                "{\"name\": \"plan\", \"willContinue\": true}",
                partial("$.stops[0].port", "\"stringValue\": \"Bre\", \"willContinue\": true"),
                partial("$.stops[0].port", "\"stringValue\": \"st\""),
                partial("$.stops[1].port", "\"stringValue\": \"Ostia\""),
                partial("$['a.b']", "\"numberValue\": 2.5"),
                partial("$.round", "\"boolValue\": true"),
                partial("$.none", "\"nullValue\": \"NULL_VALUE\""),
                "{}",
                "{\"name\": \"go\", \"args\": {}}"),
            64);

    assertThat(reply.toolCalls())
        .extracting(Reply.ToolCall::name, Reply.ToolCall::arguments)
        .containsExactly(
            tuple(
                "plan",
                "{\"stops\":[{\"port\":\"Brest\"},{\"port\":\"Ostia\"}],\"a.b\":2.5,"
                    + "\"round\":true,\"none\":null}"),
            tuple("go", "{}"));
  }

  @Test
  void a_path_that_leads_nowhere_is_an_upstream_error() {
    for (var path : new String[] {"", "$", "$.a[99999]", "$.a..b", "stops"}) {
      var body =
          calls(
              "{\"name\": \"plan\", \"willContinue\": true}",
              partial(path, "\"stringValue\": \"x\""));

      assertThatThrownBy(() -> stream(body, 64))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR))
          .hasMessageContaining("expected: a path such as");
    }
  }

  @Test
  void sources_tools_and_pictures_are_extensions() {
    var reply =
        whole(
            """
            {"candidates": [{"index": 0, "finishReason": "STOP", "avgLogprobs": -0.1,
              "content": {"parts": [
                {"executableCode": {"language": "PYTHON", "code": "1"}, "thoughtSignature": "a"},
                {"codeExecutionResult": {"outcome": "OUTCOME_OK", "output": "1"}},
                {"inlineData": {"mimeType": "image/png", "data": "cA=="}}, {"text": "One."}]},
              "groundingMetadata": {"webSearchQueries": ["tide"]},
              "citationMetadata": {}}]}
            """);

    var extensions = reply.choices().getFirst().extensions();
    assertThat(extensions.propertyNames())
        .containsExactlyInAnyOrder("google_parts", "images", "grounding_metadata");
    assertThat(extensions.path("google_parts")).hasSize(2);
    assertThat(extensions.path("images").path(0).path("image_url").path("url").asString())
        .isEqualTo("data:image/png;base64,cA==");
    assertThat(reply.text()).isEqualTo("One.");
  }

  @Test
  void what_only_explains_waits_for_words_to_explain() {
    var exchange = TestingExchange.chat(GEMINI, ASKED);
    var code = candidate("\"parts\": [{\"executableCode\": {\"code\": \"1\"}}]", null);
    var word = candidate("\"parts\": [{\"text\": \"One.\"}]", "STOP");

    exchange.stream(sse(code, word), 64);

    assertThat(exchange.chunks().get(0).substantial()).isFalse();
    assertThat(exchange.chunks().get(1).events())
        .hasExactlyElementsOfTypes(ChatEvent.Text.class, ChatEvent.Extension.class);
  }

  @Test
  void likelihoods_are_in_openais_form() {
    var reply =
        whole(
            """
            {"candidates": [{"finishReason": "STOP", "content": {"parts": [{"text": "é"}]},
              "logprobsResult": {
                "chosenCandidates": [{"token": "é", "tokenId": 7, "logProbability": -0.5}],
                "topCandidates": [{"candidates": [{"token": "é", "logProbability": -0.5},
                  {"token": "e", "logProbability": -1.5}]}]}}]}
            """);

    assertThat(Json.text(reply.choices().getFirst().logprobs()))
        .isEqualTo(
            "[{\"token\":\"é\",\"logprob\":-0.5,\"bytes\":[195,169],\"top_logprobs\":["
                + "{\"token\":\"é\",\"logprob\":-0.5,\"bytes\":[195,169]},"
                + "{\"token\":\"e\",\"logprob\":-1.5,\"bytes\":[101]}]}]");
  }

  @Test
  void an_answer_that_the_filter_cut_ends_so() {
    var reply = whole(candidate("\"parts\": []", "SAFETY"));

    assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.CONTENT_FILTER);
  }

  @Test
  void a_blocked_prompt_is_a_fault() {
    assertThatThrownBy(
            () ->
                whole(
                    """
                    {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"},
                     "usageMetadata": {"promptTokenCount": 8}}
                    """))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.CONTENT_FILTER))
        .hasMessage("Gemini blocked the prompt: PROHIBITED_CONTENT");
  }

  @Test
  void a_model_that_failed_is_a_fault() {
    assertThatThrownBy(() -> whole(candidate("\"parts\": []", "MALFORMED_FUNCTION_CALL")))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR));
    assertThatThrownBy(() -> whole(candidate("\"parts\": []", "OTHER")))
        .hasMessageContaining("OTHER");
    assertThat(whole(candidate("\"parts\": [{\"text\": \"a\"}]", "OTHER")).text()).isEqualTo("a");
  }

  @Test
  void an_error_inside_a_stream_is_a_fault() {
    var body =
        sse(
            candidate("\"parts\": [{\"text\": \"a\"}]", null),
            "{\"error\": {\"code\": 503, \"message\": \"overloaded\", \"status\":"
                + " \"UNAVAILABLE\"}}");

    assertThatThrownBy(() -> stream(body, 64))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.OVERLOADED));
  }

  @Test
  void a_leaving_caller_pays_for_what_was_heard() {
    var reader = GEMINI.reader(ChatRequest.builder("m").user("Hi").build());
    reader.read(
        new Frame("", Json.bytes(Json.tree(candidate("\"parts\": [{\"text\": \"a\"}]", null)))),
        chunk -> assertThat(chunk.events()).noneMatch(event -> event instanceof ChatEvent.Spent));

    assertThat(reader.spent().output()).isPositive();
  }

  private static Reply stream(String body, int cut) {
    return TestingExchange.chat(GEMINI, ASKED).stream(body, cut);
  }

  private static Reply whole(String body) {
    return TestingExchange.chat(GEMINI, ASKED).whole(body);
  }

  private static String candidate(String content, @Nullable String finish) {
    var reason = finish == null ? "null" : finish.matches("\\d+") ? finish : "\"" + finish + "\"";
    return "{\"candidates\": [{\"content\": {%s}, \"finishReason\": %s}]}"
        .formatted(content, reason);
  }

  private static String calls(String... calls) {
    return sse(
        Stream.concat(
                Stream.of(calls)
                    .map(call -> candidate("\"parts\": [{\"functionCall\": " + call + "}]", null)),
                Stream.of(candidate("\"parts\": []", "STOP")))
            .toArray(String[]::new));
  }

  private static String partial(String path, String value) {
    return "{\"partialArgs\": [{\"jsonPath\": \"%s\", %s}], \"willContinue\": true}"
        .formatted(path, value);
  }

  /** Events as Gemini frames them. */
  private static String sse(String... frames) {
    return Stream.of(frames)
        .map(frame -> "data: " + frame.replace("\n", " ") + "\r\n\r\n")
        .collect(Collectors.joining());
  }
}

package dev.tutti.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Reply;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.chat.Usage;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.error.ErrorTable;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.wire.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicReaderTest {
  private static final String START =
      """
      {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],
       "model":"claude-test","stop_reason":null,"usage":{"input_tokens":10,"cache_creation_input_tokens":200,
       "cache_read_input_tokens":3000,"output_tokens":1}}}\
      """;
  private static final String TEXT = block(0, "{\"type\":\"text\",\"text\":\"\"}");
  private static final String HELLO = delta(0, "text_delta", "text", "Grüß dich, 世界");
  private static final String STOP = "{\"type\":\"message_stop\"}";

  private final List<ChatEvent> events = new ArrayList<>();

  @Test
  void reads_text_and_usage() {
    var reply =
        stream(START, TEXT, "{\"type\":\"ping\"}", HELLO, stop(0), ending("end_turn", 7), STOP);
    assertThat(reply.text()).isEqualTo("Grüß dich, 世界");
    assertThat(reply.id()).isEqualTo("msg_1");
    assertThat(reply.model()).isEqualTo("claude-test");
    assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.STOP);
    assertThat(reply.usage()).isEqualTo(new Usage(3_210, 7, 3_000, 200, 0, 0, 0, false));
  }

  @Test
  void says_who_answers_together_with_the_first_words() {
    stream(START, TEXT, HELLO, stop(0), ending("end_turn", 7), STOP);
    assertThat(events.getFirst()).isEqualTo(new ChatEvent.Start("msg_1", "claude-test"));
    assertThat(events.get(1)).isInstanceOf(ChatEvent.Text.class);
    assertThat(events.getLast()).isInstanceOf(ChatEvent.Spent.class);
  }

  @Test
  void reads_signed_reasoning_and_keeps_it_to_be_handed_back() {
    var reply =
        stream(
            START,
            block(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
            delta(0, "thinking_delta", "thinking", "Let me "),
            delta(0, "thinking_delta", "thinking", "count."),
            delta(0, "signature_delta", "signature", "c2ln"),
            stop(0),
            block(1, "{\"type\":\"redacted_thinking\",\"data\":\"eHl6\"}"),
            stop(1),
            block(2, "{\"type\":\"text\",\"text\":\"Three\"}"),
            stop(2),
            ending("max_tokens", 9),
            STOP);
    var choice = reply.choices().getFirst();
    assertThat(choice.reasoning()).isEqualTo("Let me count.");
    assertThat(choice.text()).isEqualTo("Three");
    assertThat(choice.finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(Json.text(choice.extensions().path("thinking_blocks")))
        .isEqualTo(
            "[{\"type\":\"thinking\",\"thinking\":\"Let me count.\",\"signature\":\"c2ln\"},"
                + "{\"type\":\"redacted_thinking\",\"data\":\"eHl6\"}]");
  }

  @Test
  void reads_tool_calls_side_by_side() {
    var reply =
        stream(
            START,
            block(0, tool("t1", "add")),
            block(1, tool("t2", "now")),
            delta(0, "input_json_delta", "partial_json", ""),
            delta(0, "input_json_delta", "partial_json", "{\"a\":"),
            delta(0, "input_json_delta", "partial_json", "1}"),
            stop(1),
            stop(0),
            ending("tool_use", 20),
            STOP);
    assertThat(reply.toolCalls())
        .containsExactly(call("t1", "add", "{\"a\":1}"), call("t2", "now", "{}"));
    assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void keeps_citations_and_the_blocks_of_anthropics_own_tools() {
    var reply =
        stream(
            START,
            block(
                0,
                "{\"type\":\"server_tool_use\",\"id\":\"s1\",\"name\":\"web_search\",\"input\":{}}"),
            delta(0, "input_json_delta", "partial_json", "{\"query\":\"tides\"}"),
            stop(0),
            block(1, "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"s1\",\"content\":[]}"),
            stop(1),
            TEXT.replace("\"index\":0", "\"index\":2"),
            delta(2, "text_delta", "text", "Twice a day"),
            "{\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"citations_delta\",\"citation\":{\"url\":\"https://example.com\"}}}",
            stop(2),
            ending("end_turn", 30),
            STOP);
    var extensions = reply.choices().getFirst().extensions();
    assertThat(extensions.path("citations")).hasSize(1);
    assertThat(extensions.path("provider_blocks")).hasSize(2);
    assertThat(extensions.path("provider_blocks").path(0).path("input").path("query").asString())
        .isEqualTo("tides");
    assertThat(reply.toolCalls()).isEmpty();
  }

  @Test
  void says_nothing_before_something_that_a_caller_would_miss() {
    var search =
        "{\"type\":\"server_tool_use\",\"id\":\"s1\",\"name\":\"web_search\",\"input\":{}}";
    assertThat(
            catchThrowableOfType(
                Fault.class, () -> stream(START, block(0, search), stop(0), START)))
        .hasMessageContaining("message_stop");
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, STOP",
    "stop_sequence, STOP",
    "max_tokens, LENGTH",
    "model_context_window_exceeded, LENGTH",
    "refusal, CONTENT_FILTER",
    "pause_turn, STOP"
  })
  void says_why_it_ended(String reason, FinishReason expected) {
    var reply = stream(START, TEXT, HELLO, stop(0), ending(reason, 1), STOP);
    assertThat(reply.choices().getFirst().finish()).isEqualTo(expected);
  }

  @Test
  void says_that_calls_of_its_own_tools_were_answered() {
    var call = "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"roll\",\"input\":{}}";
    var reply = stream(START, block(0, call), stop(0), ending("end_turn", 1), STOP);
    assertThat(reply.choices().getFirst().extensions().path("stop_reason").asString())
        .isEqualTo("end_turn");
  }

  @Test
  void tells_blocks_of_text_apart_by_what_they_cite() {
    stream(
        START,
        TEXT,
        HELLO,
        stop(0),
        block(1, "{\"type\":\"text\",\"text\":\"\"}"),
        delta(1, "text_delta", "text", "more"),
        stop(1),
        ending("end_turn", 1),
        STOP);
    assertThat(events)
        .filteredOn(ChatEvent.Extension.class::isInstance)
        .containsExactly(new ChatEvent.Extension(0, "citations", Json.array()));
  }

  @Test
  void says_at_which_word_it_stopped() {
    var end =
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"END\"},\"usage\":{\"output_tokens\":3}}";
    var reply = stream(START, TEXT, HELLO, stop(0), end, STOP);
    assertThat(reply.choices().getFirst().extensions().path("stop_sequence").asString())
        .isEqualTo("END");
  }

  @Test
  void takes_later_reports_of_usage_for_what_they_repeat() {
    var end =
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"input_tokens\":90,"
            + "\"cache_read_input_tokens\":null,\"output_tokens\":50,\"output_tokens_details\":{\"thinking_tokens\":40}}}";
    var usage = stream(START, TEXT, HELLO, stop(0), end, STOP).usage();
    assertThat(usage).isEqualTo(new Usage(3_290, 50, 3_000, 200, 40, 0, 0, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void fails_when_the_stream_ends_early(int frames) {
    var all =
        List.of(START, TEXT, HELLO, stop(0), ending("end_turn", 7), "{\"type\":\"ping\"}", STOP);
    var fault =
        catchThrowableOfType(
            Fault.class, () -> stream(all.subList(0, frames).toArray(String[]::new)));
    assertThat(fault.code()).isEqualTo(FaultCode.TRUNCATED);
    assertThat(events).noneMatch(ChatEvent.Finish.class::isInstance);
  }

  @Test
  void estimates_what_a_broken_answer_used() {
    var reader = adapter().reader(asked(""));
    assertThat(reader.spent()).isEqualTo(Usage.NONE);
    for (var frame : List.of(START, TEXT, HELLO)) {
      reader.read(frame(frame), chunk -> events.addAll(chunk.events()));
    }
    assertThat(reader.spent().input()).isEqualTo(3_210);
    assertThat(reader.spent().output()).isBetween(3L, 12L);
    assertThat(reader.spent().estimated()).isTrue();
  }

  @Test
  void begins_anew_while_nothing_but_reasoning_was_shown() {
    var again = START.replace("msg_1", "msg_2");
    var reply =
        stream(
            START,
            block(0, "{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"b2xk\"}"),
            stop(0),
            again,
            TEXT,
            HELLO,
            stop(0),
            ending("end_turn", 7),
            STOP);
    assertThat(reply.text()).isEqualTo("Grüß dich, 世界");
    assertThat(reply.choices().getFirst().extensions().has("thinking_blocks")).isFalse();
  }

  @Test
  void fails_when_the_answer_begins_anew_after_words_were_shown() {
    var fault = catchThrowableOfType(Fault.class, () -> stream(START, TEXT, HELLO, START));
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "overloaded_error, OVERLOADED",
    "rate_limit_error, RATE_LIMITED",
    "authentication_error, UPSTREAM_CREDENTIALS",
    "api_error, UPSTREAM_ERROR"
  })
  void fails_with_the_error_that_the_stream_carries(String type, FaultCode expected) {
    var error = "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"Oh no\"}}";
    var fault = catchThrowableOfType(Fault.class, () -> stream(START, error));
    assertThat(fault.code()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"}", "<html>"})
  void fails_on_nonsense(String frame) {
    var fault = catchThrowableOfType(Fault.class, () -> stream(START, frame));
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 100_000})
  void does_not_care_where_the_network_cuts(int size) {
    var wire = new StringBuilder();
    for (var each : List.of(START, TEXT, HELLO, stop(0), ending("end_turn", 7), STOP)) {
      wire.append("event: x\ndata: ").append(each.replace("\n", "")).append("\n\n");
    }
    byte[] bytes = wire.toString().getBytes(StandardCharsets.UTF_8);
    var reader = adapter().reader(asked(""));
    var frames = adapter().frames();
    var collector = new ReplyCollector();
    for (int i = 0; i < bytes.length; i += size) {
      frames.feed(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size)));
      for (var frame = frames.next(); frame != null; frame = frames.next()) {
        reader.read(frame, chunk -> chunk.events().forEach(collector::add));
      }
    }
    assertThat(reader.done()).isTrue();
    assertThat(collector.reply().text()).isEqualTo("Grüß dich, 世界");
  }

  @Test
  void reads_a_whole_answer() {
    var body =
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-test","stop_reason":"tool_use",
         "content":[{"type":"thinking","thinking":"Add them.","signature":"c2ln"},
          {"type":"text","text":"I shall add.","citations":null},
          {"type":"tool_use","id":"t1","name":"add","input":{"a":1,"b":2}}],
         "usage":{"input_tokens":5,"output_tokens":6}}\
        """;
    var reply = whole(body);
    var choice = reply.choices().getFirst();
    assertThat(choice.reasoning()).isEqualTo("Add them.");
    assertThat(choice.text()).isEqualTo("I shall add.");
    assertThat(choice.toolCalls()).containsExactly(call("t1", "add", "{\"a\":1,\"b\":2}"));
    assertThat(choice.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(choice.extensions().path("thinking_blocks")).hasSize(1);
    assertThat(choice.extensions().has("citations")).isFalse();
    assertThat(reply.usage()).isEqualTo(Usage.of(5, 6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "null", "{\"type\":\"error\",\"error\":{\"type\":\"api_error\"}}"})
  void fails_on_a_whole_answer_that_is_none(String body) {
    assertThat(catchThrowableOfType(Fault.class, () -> whole(body))).isNotNull();
  }

  private Reply stream(String... frames) {
    return read(asked(""), frames);
  }

  private Reply read(ChatRequest request, String... frames) {
    var reader = adapter().reader(request);
    var collector = new ReplyCollector();
    for (var each : frames) {
      reader.read(
          frame(each),
          chunk -> {
            events.addAll(chunk.events());
            chunk.events().forEach(collector::add);
          });
    }
    reader.end(_ -> {});
    return collector.reply();
  }

  private static Reply whole(String body) {
    var collector = new ReplyCollector();
    adapter()
        .reader(asked(""))
        .whole(
            body.getBytes(StandardCharsets.UTF_8), chunk -> chunk.events().forEach(collector::add));
    return collector.reply();
  }

  private static Frame frame(String data) {
    return new Frame("", data.getBytes(StandardCharsets.UTF_8));
  }

  private static Anthropic adapter() {
    return new Anthropic(
        ProviderCredentials.none(),
        new Diagnosis(ErrorTable.COMMON, InstantSource.fixed(Instant.EPOCH)));
  }

  private static ChatRequest asked(String members) {
    var body =
        "{\"model\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + members + "}";
    return ChatRequest.parse(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String block(int index, String block) {
    return "{\"type\":\"content_block_start\",\"index\":%d,\"content_block\":%s}"
        .formatted(index, block);
  }

  private static String tool(String id, String name) {
    return "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":{}}".formatted(id, name);
  }

  private static String delta(int index, String type, String member, String text) {
    return "{\"type\":\"content_block_delta\",\"index\":%d,\"delta\":{\"type\":\"%s\",\"%s\":%s}}"
        .formatted(index, type, member, Json.text(text));
  }

  private static Reply.ToolCall call(String id, String name, String arguments) {
    return new Reply.ToolCall(id, name, arguments, Json.object());
  }

  private static String stop(int index) {
    return "{\"type\":\"content_block_stop\",\"index\":%d}".formatted(index);
  }

  private static String ending(String reason, int tokens) {
    return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":%d}}"
        .formatted(reason, tokens);
  }
}

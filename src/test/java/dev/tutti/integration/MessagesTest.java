package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Anthropic's API for callers, over real sockets. */
class MessagesTest {
  private static final String PATH = "/v1/messages";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {commit_after: 10m}
          providers:
            up: {base_url: "{upstream}"}
            claude: {preset: anthropic, base_url: "{upstream}", api_key: x}
            sim: {preset: sim}
          """);

  @Test
  void a_whole_answer_of_openais_dialect() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.json(
                    200,
                    """
                    {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[
                     {"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hi",
                      "reasoning_content":"Hm"}}],
                     "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11,
                      "prompt_tokens_details":{"cached_tokens":4}}}\
                    """));
    var heard = post(asked("up/m", "\"top_k\":3,\"thinking\":{\"type\":\"disabled\"}"));
    var message = Json.tree(heard.body());
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    assertThat(heard.header("request-id")).isEqualTo(heard.header("x-tutti-request-id"));
    assertThat(message.path("content").toString())
        .isEqualTo(
            "[{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"\"},"
                + "{\"type\":\"text\",\"text\":\"Hi\"}]");
    assertThat(message.path("stop_reason").asString()).isEqualTo("end_turn");
    assertThat(message.path("usage").path("input_tokens").asInt()).isEqualTo(5);
    assertThat(message.path("usage").path("cache_read_input_tokens").asInt()).isEqualTo(4);
    var sent = Json.tree(rig.upstream().turn().heard().body());
    assertThat(sent.propertyNames())
        .containsExactlyInAnyOrder("model", "max_tokens", "messages", "reasoning_effort");
    assertThat(sent.path("reasoning_effort").asString()).isEqualTo("none");
  }

  @Test
  void a_stream_of_openais_dialect() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .event(Chat.role())
                    .event(Chat.text("Hel"))
                    .event(Chat.text("lo"))
                    .event(Chat.finish())
                    .event(Chat.usage())
                    .done());
    try (var client = rig.tutti().client().post(PATH, asked("up/m", "\"stream\":true"))) {
      assertThat(client.head().header("content-type")).isEqualTo("text/event-stream");
      var events = client.events();
      assertThat(types(events))
          .containsExactly(
              "message_start",
              "ping",
              "content_block_start",
              "content_block_delta",
              "content_block_delta",
              "content_block_stop",
              "message_delta",
              "message_stop");
      assertThat(client.complete()).isTrue();
      assertThat(data(events.get(6)).path("usage").path("input_tokens").asInt()).isEqualTo(9);
      assertThat(data(events.get(6)).path("usage").path("output_tokens").asInt()).isEqualTo(2);
    }
  }

  @Test
  void a_stream_that_breaks_ends_with_an_error_and_looks_broken() throws Exception {
    rig.upstream().play(turn -> turn.stream().event(Chat.role()).event(Chat.text("Hel")).reset());
    try (var client = rig.tutti().client().post(PATH, asked("up/m", "\"stream\":true"))) {
      client.head();
      var events = client.events();
      assertThat(types(events)).doesNotContain("message_stop", "message_delta").endsWith("error");
      assertThat(client.complete()).isFalse();
      var error = data(events.getLast());
      assertThat(error.path("error").path("type").asString()).isEqualTo("api_error");
      assertThat(error.path("request_id").asString()).startsWith("req_");
    }
  }

  @Test
  void signed_reasoning_survives_the_way_to_anthropic_and_back() throws Exception {
    var thought = "{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"c2ln\"}";
    rig.upstream()
        .play(
            turn ->
                turn.json(
                    200,
                    """
                    {"id":"msg_1","type":"message","role":"assistant","model":"claude-x",
                     "content":[%s,{"type":"tool_use","id":"toolu_1","name":"t","input":{"a":1}}],
                     "stop_reason":"tool_use","usage":{"input_tokens":3,"output_tokens":4,
                      "cache_creation_input_tokens":5}}\
                    """
                        .formatted(thought)));
    var heard = post(asked("claude/claude-x", "\"stop_sequences\":[\"E\"]"), "anthropic-beta: b-1");
    var message = Json.tree(heard.body());
    assertThat(message.path("content").path(0)).isEqualTo(Json.tree(thought));
    assertThat(message.path("content").path(1).path("input").path("a").asInt()).isEqualTo(1);
    assertThat(message.path("usage").path("cache_creation_input_tokens").asInt()).isEqualTo(5);
    assertThat(rig.upstream().turn().heard().header("anthropic-beta")).isEqualTo("b-1");
    rig.upstream().play(turn -> turn.json(500, "{}"));
    post(
        """
        {"model":"claude/claude-x","max_tokens":9,"messages":[{"role":"user","content":"x"},
         {"role":"assistant","content":%s},{"role":"user","content":[
          {"type":"tool_result","tool_use_id":"toolu_1","content":"r"}]}]}\
        """
            .formatted(message.path("content")));
    var sent = Json.tree(rig.upstream().turn().heard().body());
    assertThat(sent.path("messages").path(1).path("content")).isEqualTo(message.path("content"));
    assertThat(sent.has("anthropic_version")).isFalse();
  }

  @Test
  void a_streamed_signature_comes_in_its_block() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .event(
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"c\","
                            + "\"usage\":{\"input_tokens\":3}}}")
                    .event(
                        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}")
                    .event(delta(0, "thinking_delta", "thinking", "Hm"))
                    .event(delta(0, "signature_delta", "signature", "sig"))
                    .event("{\"type\":\"content_block_stop\",\"index\":0}")
                    .event(
                        "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}")
                    .event(delta(1, "text_delta", "text", "Hi"))
                    .event("{\"type\":\"content_block_stop\",\"index\":1}")
                    .event(
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"pause_turn\"},\"usage\":{\"output_tokens\":7}}")
                    .event("{\"type\":\"message_stop\"}")
                    .end());
    try (var client = rig.tutti().client().post(PATH, asked("claude/c", "\"stream\":true"))) {
      client.head();
      var events = client.events();
      assertThat(events.stream().map(event -> data(event).path("delta").path("type").asString("")))
          .containsSubsequence("thinking_delta", "signature_delta", "text_delta");
      assertThat(data(events.get(events.size() - 2)).path("delta").path("stop_reason").asString())
          .isEqualTo("pause_turn");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sim/sim-429, 429, rate_limit_error",
    "sim/sim-overloaded, 503, overloaded_error",
    "sim/sim-500, 502, api_error",
    "sim/sim-context, 400, invalid_request_error",
    "nobody, 404, not_found_error"
  })
  void errors_come_in_anthropics_envelope(String model, int status, String type) throws Exception {
    assertError(post(asked(model, "\"stream\":true")), status, type);
    assertError(post(asked(model, "\"stream\":false")), status, type);
  }

  @Test
  void wrong_ways_are_told_in_the_same_envelope() throws Exception {
    try (var client = rig.tutti().client()) {
      assertError(client.get(PATH).answer(), 405, "invalid_request_error");
      assertError(client.get(PATH + "/batches").answer(), 404, "not_found_error");
      var unknown = client.get("/v1/models/nobody", "anthropic-version: 2023-06-01").answer();
      assertError(unknown, 404, "not_found_error");
    }
  }

  @Test
  void what_another_model_cannot_do_is_refused_by_its_name() throws Exception {
    var tool = "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]";
    var heard = post(asked("up/m", tool));
    assertError(heard, 400, "invalid_request_error");
    assertThat(heard.body()).contains("tools.0: \\\"web_search_20250305\\\"");
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  void pictures_of_tools_are_shown_by_the_user() throws Exception {
    rig.upstream().play(turn -> turn.json(500, "{}"));
    post(
        """
        {"model":"up/m","max_tokens":9,"messages":[{"role":"user","content":"x"},
         {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"t","input":{}}]},
         {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","is_error":true,"content":[
          {"type":"text","text":"see"},
          {"type":"image","source":{"type":"url","url":"https://x/y.png"}}]}]}]}\
        """);
    var sent = Json.tree(rig.upstream().turn().heard().body()).path("messages");
    assertThat(sent.path(2).toString())
        .isEqualTo("{\"role\":\"tool\",\"content\":\"Error: see\",\"tool_call_id\":\"a\"}");
    assertThat(sent.path(3).path("role").asString()).isEqualTo("user");
    assertThat(sent.path(3).path("content").path(0).path("type").asString()).isEqualTo("image_url");
  }

  @Test
  void tokens_are_counted_and_said_to_be_estimated() throws Exception {
    var question =
        "{\"model\":\"up/m\",\"messages\":[{\"role\":\"user\",\"content\":\"How many tokens?\"}]}";
    try (var client = rig.tutti().client().post(PATH + "/count_tokens", question)) {
      var heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      assertThat(heard.header("x-tutti-estimated")).isEqualTo("1");
      assertThat(Json.tree(heard.body()).path("input_tokens").asInt()).isBetween(4, 20);
    }
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  void a_stop_sequence_is_told_where_it_is_known() throws Exception {
    var message = Json.tree(post(asked("sim", "\"stop_sequences\":[\"simulated\"]")).body());
    assertThat(message.path("stop_reason").asString()).isEqualTo("stop_sequence");
    assertThat(message.path("stop_sequence").asString()).isEqualTo("simulated");
  }

  private static void assertError(ReceivedRequest heard, int status, String type) {
    assertThat(heard.status()).as(heard.body()).isEqualTo(status);
    assertThat(heard.header("request-id")).startsWith("req_");
    var root = Json.tree(heard.body());
    assertThat(root.path("type").asString()).isEqualTo("error");
    assertThat(root.path("error").path("type").asString()).isEqualTo(type);
    assertThat(root.path("error").path("message").asString()).isNotBlank();
    assertThat(root.path("request_id").asString()).isEqualTo(heard.header("request-id"));
  }

  private static ReceivedRequest post(String body, String... headers) throws Exception {
    try (var client = rig.tutti().client().post(PATH, body, headers)) {
      return client.answer();
    }
  }

  private static String asked(String model, String members) {
    return Chat.with(Chat.question(model), "\"max_tokens\":100," + members);
  }

  private static String delta(int index, String type, String member, String text) {
    return "{\"type\":\"content_block_delta\",\"index\":%d,\"delta\":{\"type\":\"%s\",\"%s\":\"%s\"}}"
        .formatted(index, type, member, text);
  }

  private static List<String> types(List<String> events) {
    return events.stream().map(event -> data(event).path("type").asString("")).toList();
  }

  private static JsonNode data(String event) {
    var lines = event.lines().toList();
    var data = Json.tree(lines.get(1).substring("data: ".length()));
    assertThat(lines.getFirst()).isEqualTo("event: " + data.path("type").asString(""));
    return data;
  }
}

package dev.tutti.integration;

import static dev.tutti.integration.ResponsesCalls.PATH;
import static dev.tutti.integration.ResponsesCalls.json;
import static dev.tutti.integration.ResponsesCalls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.ScriptedResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callers of other APIs before models that OpenAI answers in its Responses API alone. */
@KnownFault("GATEWAY-F3")
class ResponsesOnlyModelTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {commit_after: 10m}
          providers:
            openai: {preset: openai, base_url: "{upstream}", api_key: sk-x}
          """);

  private final ResponsesCalls calls = new ResponsesCalls(rig);

  private static final String ELSEWHERE =
      """
      {"error":{"message":"This model is only supported in v1/responses and not in v1/chat/completions.",\
      "type":"invalid_request_error","param":"model","code":null}}\
      """;

  private static final ScriptedResponse ANSWER =
      ScriptedResponse.of("gpt-5-codex-2025-09-15")
          .reasoning("rs_1", "Search first.", "gAAA")
          .search("ws_1")
          .message("msg_1", "It is ", "sunny.")
          .call("fc_1", "call_1", "weather", "{\"city\":", "\"Paris\"}")
          .custom("ctc_1", "call_2", "sh", "ls");

  @Test
  void a_chat_with_a_model_that_needs_it_is_translated_both_ways() throws Exception {
    rig.upstream().play(ANSWER.answers(), ANSWER.streams());
    var chat = "{'model':'openai/gpt-5-codex','messages':[{'role':'user','content':'Weather?'}]%s}";
    var message =
        ok(calls.post("/v1/chat/completions", chat.formatted(""))).path("choices").path(0);
    assertThat(calls.asked(PATH).path("input"))
        .isEqualTo(json("[{'role':'user','content':'Weather?'}]"));
    assertThat(message.path("finish_reason").asString()).isEqualTo("tool_calls");
    var said = message.path("message");
    assertThat(said.path("content").asString()).isEqualTo("It is sunny.");
    assertThat(said.path("reasoning_content").asString()).isEqualTo("Search first.");
    assertThat(said.path("tool_calls"))
        .isEqualTo(
            json(
                """
                [{'id':'call_1','type':'function','function':{'name':'weather','arguments':'{\\"city\\":\\"Paris\\"}'}},
                 {'id':'call_2','type':'custom','custom':{'name':'sh','input':'ls'}}]\
                """));
    try (var client = rig.tutti().ask(chat.formatted(",'stream':true").replace('\'', '"'))) {
      client.head();
      assertThat(String.join("", client.events())).contains("sunny.", "[DONE]", "\"custom\":{");
    }
    assertThat(calls.asked(PATH).path("stream").asBoolean()).isTrue();
    rig.upstream().play(ANSWER.answers());
    var more = ",{'role':'user','content':'Go on'}";
    ok(
        calls.post(
            "/v1/chat/completions",
            "{\"model\":\"openai/gpt-5-codex\",\"messages\":[" + Json.text(said) + more + "]}"));
    assertThat(calls.asked(PATH).path("input").path(0).path("encrypted_content").asString())
        .isEqualTo("gAAA");
  }

  @Test
  void anthropics_callers_hand_its_reasoning_back_too() throws Exception {
    var answer =
        ScriptedResponse.of("gpt-5-codex")
            .reasoning("rs_1", "Search first.", "gAAA")
            .call("fc_1", "call_1", "weather", "{}");
    rig.upstream().play(answer.answers(), answer.answers());
    var request =
        """
        {"model":"openai/gpt-5-codex","max_tokens":100,"tools":[{"name":"weather","input_schema":{"type":"object"}}],
         "messages":[{"role":"user","content":"Weather?"}%s]}\
        """;
    var message = ok(calls.post("/v1/messages", request.formatted("")));
    assertThat(calls.asked(PATH).path("tools"))
        .isEqualTo(
            json(
                "[{'type':'function','name':'weather','parameters':{'type':'object'},'strict':false}]"));
    assertThat(message.path("stop_reason").asString()).isEqualTo("tool_use");
    assertThat(message.path("content").path(0).path("thinking").asString())
        .isEqualTo("Search first.");
    ok(
        calls.post(
            "/v1/messages",
            request.formatted(
                ",{\"role\":\"assistant\",\"content\":%s},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"call_1\",\"content\":\"sunny\"}]}"
                    .formatted(Json.text(message.path("content"))))));
    var input = calls.asked(PATH).path("input");
    assertThat(input.valueStream().map(item -> item.path("type").asString("message")))
        .containsExactly("message", "reasoning", "function_call", "function_call_output");
    assertThat(input.path(1).path("encrypted_content").asString()).isEqualTo("gAAA");
  }

  @Test
  void a_refusal_that_names_the_other_api_is_followed_and_learned() throws Exception {
    rig.upstream().play(turn -> turn.json(404, ELSEWHERE), ANSWER.answers(), ANSWER.answers());
    var chat = "{'model':'openai/new','messages':[{'role':'user','content':'Weather?'}]}";
    ok(calls.post("/v1/chat/completions", chat));
    ok(calls.post("/v1/chat/completions", chat));
    assertThat(rig.upstream().turn().heard().target()).isEqualTo("/v1/chat/completions");
    calls.asked(PATH);
    calls.asked(PATH);
  }

  @Test
  void two_first_calls_at_once_are_both_answered() throws Exception {
    var both = new CountDownLatch(2);
    Script refuses =
        turn -> {
          both.countDown();
          both.await();
          turn.json(404, ELSEWHERE);
        };
    rig.upstream().play(refuses, refuses, ANSWER.answers(), ANSWER.answers());
    var chat = "{'model':'openai/both','messages':[{'role':'user','content':'Weather?'}]}";
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> ok(calls.post("/v1/chat/completions", chat)));
      ok(calls.post("/v1/chat/completions", chat));
      first.get();
    }
    for (var path : List.of("/v1/chat/completions", "/v1/chat/completions", PATH, PATH)) {
      calls.asked(path);
    }
  }

  @Test
  void apis_that_point_at_each_other_are_asked_once_each() throws Exception {
    rig.upstream()
        .play(
            turn -> turn.json(404, ELSEWHERE),
            turn ->
                turn.json(404, "{\"error\":{\"message\":\"Invalid URL (POST /v1/responses)\"}}"));
    var chat = "{'model':'openai/none','messages':[{'role':'user','content':'Weather?'}]}";
    assertThat(calls.post("/v1/chat/completions", chat).status()).isEqualTo(404);
    calls.asked("/v1/chat/completions");
    calls.asked(PATH);
    assertThat(rig.upstream().waiting()).isZero();
  }
}

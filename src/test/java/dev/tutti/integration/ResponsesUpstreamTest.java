package dev.tutti.integration;

import static dev.tutti.integration.ResponsesCalls.PATH;
import static dev.tutti.integration.ResponsesCalls.json;
import static dev.tutti.integration.ResponsesCalls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.ScriptedResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's Responses API on both sides of Tutti, over real sockets. */
@KnownFault("GATEWAY-F3")
class ResponsesUpstreamTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {commit_after: 10m}
          providers:
            openai: {preset: openai, base_url: "{upstream}", api_key: sk-x}
            never: {preset: openai, base_url: "{upstream}", api_key: sk-x, responses: never}
            other: {base_url: "{upstream}", api_key: x}
          prices: [{provider: openai, model: gpt-5, as_of: 2026-01-01, input: 1000, output: 1000}]
          cache: {enabled: false}
          models:
            kept: {deployments: [{provider: openai, model: gpt-5}], cache: {}}
            both:
              deployments: [{provider: openai, model: gpt-5}]
              fallback: [other/m]
          """);

  private final ResponsesCalls calls = new ResponsesCalls(rig);

  private static final ScriptedResponse ANSWER =
      ScriptedResponse.of("gpt-5-2025-08-07")
          .reasoning("rs_1", "Search first.", "gAAA")
          .search("ws_1")
          .message("msg_1", "It is ", "sunny.")
          .call("fc_1", "call_1", "weather", "{\"city\":", "\"Paris\"}")
          .custom("ctc_1", "call_2", "sh", "ls");

  private static List<String> types(List<ObjectNode> events) {
    return events.stream().map(event -> event.path("type").asString()).toList();
  }

  @Test
  void a_request_reaches_openai_as_it_was_written() throws Exception {
    rig.upstream().play(ANSWER.answers());
    var response =
        ok(
            calls.post(
                PATH,
                """
                {'model':'openai/gpt-5','input':[{'role':'user','content':'Weather?'}],'metadata':{'a':'b'},
                 'tools':[{'type':'web_search','filters':{'allowed_domains':['sun.example']}},{'type':'custom','name':'sh'}],
                 'include':['web_search_call.action.sources'],'text':{'verbosity':'low'},'of_tomorrow':1}\
                """));
    assertThat(calls.asked(PATH))
        .isEqualTo(
            json(
                """
                {'input':[{'role':'user','content':'Weather?'}],
                 'tools':[{'type':'web_search','filters':{'allowed_domains':['sun.example']}},{'type':'custom','name':'sh'}],
                 'include':['web_search_call.action.sources','reasoning.encrypted_content'],
                 'text':{'verbosity':'low'},'of_tomorrow':1,'model':'gpt-5','stream':false,'store':false}\
                """));
    assertThat(response.path("output")).isEqualTo(ANSWER.whole().path("output"));
    assertThat(response.path("usage")).isEqualTo(ANSWER.whole().path("usage"));
    assertThat(response.path("of_tomorrow").asBoolean()).isTrue();
    assertThat(response.path("id").asString()).matches("resp_[0-9a-f]{48}");
    assertThat(response.path("model").asString()).isEqualTo("openai/gpt-5");
    assertThat(response.path("store").asBoolean()).isTrue();
    assertThat(response.path("metadata")).isEqualTo(json("{'a':'b'}"));
    assertThat(Json.tree(rig.tutti().get(PATH + "/" + response.path("id").asString())))
        .isEqualTo(response);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 100_000})
  void a_stream_comes_back_as_it_was_told(int cut) throws Exception {
    rig.upstream().play(inPieces(ANSWER.stream(), cut));
    var events = calls.events("{'model':'openai/gpt-5','input':'Weather?','stream':true}");
    assertThat(calls.asked(PATH).path("stream").asBoolean()).isTrue();
    var told = ANSWER.events();
    assertThat(types(events)).isEqualTo(types(told));
    int last = told.size() - 1;
    assertThat(events.subList(2, last)).isEqualTo(told.subList(2, last));
    var id = events.getFirst().path("response").path("id").asString();
    var ended = events.getLast().path("response");
    assertThat(ended.path("id").asString()).isEqualTo(id).startsWith("resp_").hasSize(53);
    assertThat(ended.path("output")).isEqualTo(told.getLast().path("response").path("output"));
    assertThat(ended.path("status").asString()).isEqualTo("completed");
    assertThat(Json.tree(rig.tutti().get(PATH + "/" + id))).isEqualTo(ended);
  }

  private static Script inPieces(String text, int cut) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return turn -> {
      var stream = turn.stream();
      for (int at = 0; at < bytes.length; at += cut) {
        stream.piece(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + cut)));
      }
      stream.end();
    };
  }

  @Test
  void a_conversation_is_kept_here_and_sent_whole_with_its_encrypted_reasoning() throws Exception {
    rig.upstream()
        .play(ANSWER.answers(), ScriptedResponse.of("m").message("msg_2", "Ok").answers());
    var first = ok(calls.post(PATH, "{'model':'openai/gpt-5','input':'Weather?'}"));
    rig.upstream().turn();
    ok(
        calls.post(
            PATH,
            """
            {'model':'openai/gpt-5','previous_response_id':'%s','input':[
             {'type':'function_call_output','call_id':'call_1','output':'sunny'},
             {'type':'custom_tool_call_output','call_id':'call_2','output':'a.txt'}]}\
            """
                .formatted(first.path("id").asString())));
    var sent = calls.asked(PATH);
    assertThat(sent.has("previous_response_id")).isFalse();
    assertThat(sent.path("input"))
        .isEqualTo(
            json(
                """
                [{'type':'message','role':'user','content':[{'type':'input_text','text':'Weather?'}]},
                 {'id':'rs_1','type':'reasoning','summary':[{'type':'summary_text','text':'Search first.'}],'encrypted_content':'gAAA'},
                 {'id':'ws_1','type':'web_search_call','status':'completed','action':{'type':'search','query':'sun'}},
                 {'type':'message','status':'completed','role':'assistant','content':[{'type':'output_text','text':'It is sunny.',
                   'annotations':[{'type':'url_citation','start_index':0,'end_index':2,'url':'https://sun.example','title':'Sun'}],'logprobs':[]}]},
                 {'type':'function_call','status':'completed','call_id':'call_1','name':'weather','arguments':'{\\"city\\":\\"Paris\\"}'},
                 {'type':'custom_tool_call','status':'completed','call_id':'call_2','name':'sh','input':'ls'},
                 {'type':'function_call_output','call_id':'call_1','output':'sunny'},
                 {'type':'custom_tool_call_output','call_id':'call_2','output':'a.txt'}]\
                """));
  }

  @Test
  void a_stream_that_breaks_is_never_complete() throws Exception {
    var told = ANSWER.events();
    var half = ScriptedResponse.stream(told.subList(0, told.size() - 1));
    rig.upstream().play(turn -> turn.stream().piece(half).end());
    var events = calls.events("{'model':'openai/gpt-5','input':'Weather?','stream':true}");
    var failed = events.getLast();
    assertThat(failed.path("type").asString()).isEqualTo("response.failed");
    assertThat(failed.path("response").path("error").path("tutti_code").asString())
        .isEqualTo("truncated");
    assertThat(failed.path("response").path("output")).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"true,429", "false,429"})
  void a_response_that_failed_before_it_said_anything_has_its_status(boolean stream, int status)
      throws Exception {
    var failed = Json.object().put("type", "response.failed");
    failed
        .putObject("response")
        .put("status", "failed")
        .putObject("error")
        .put("code", "rate_limit_exceeded")
        .put("message", "Slower.");
    var begun = ANSWER.events().getFirst();
    rig.upstream()
        .play(
            stream
                ? turn -> turn.stream().piece(ScriptedResponse.stream(List.of(begun, failed))).end()
                : turn -> turn.json(200, Json.text(failed.path("response"))));
    var heard =
        calls.post(PATH, "{'model':'openai/gpt-5','input':'Weather?','stream':" + stream + "}");
    assertThat(heard.status()).isEqualTo(status);
    assertThat(heard.body()).contains("rate_limited");
  }

  @Test
  void an_incomplete_response_says_why() throws Exception {
    var cut = ScriptedResponse.of("m").message("msg_1", "It is").incomplete("max_output_tokens");
    rig.upstream().play(cut.streams(), cut.answers());
    var events = calls.events("{'model':'openai/gpt-5','input':'Weather?','stream':true}");
    assertThat(types(events).getLast()).isEqualTo("response.incomplete");
    var whole = ok(calls.post(PATH, "{'model':'openai/gpt-5','input':'Weather?'}"));
    for (var response : List.of(events.getLast().path("response"), whole)) {
      assertThat(response.path("status").asString()).isEqualTo("incomplete");
      assertThat(response.path("incomplete_details"))
          .isEqualTo(json("{'reason':'max_output_tokens'}"));
    }
  }

  @Test
  void another_provider_is_asked_in_its_own_words() throws Exception {
    rig.upstream().play(turn -> turn.json(503, "{}"), Chat.answers("Hi"));
    var response =
        ok(calls.post(PATH, "{'model':'both','input':'Hello','text':{'verbosity':'low'}}"));
    assertThat(response.path("output").path(0).path("content").path(0).path("text").asString())
        .isEqualTo("Hi");
    calls.asked(PATH);
    assertThat(calls.asked("/v1/chat/completions").path("messages"))
        .isEqualTo(json("[{'role':'user','content':'Hello'}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'tools':[{'type':'web_search'}]|tools[0].type",
        "'prompt':{'id':'pmpt_1'}|prompt",
        "'input':[{'type':'local_shell_call','call_id':'c','action':{}}]|input[0].type"
      })
  void what_only_openai_understands_is_refused_elsewhere(String member, String param)
      throws Exception {
    var input = member.contains("'input':[") ? "" : "'input':'Hi',";
    for (var model : List.of("other/m", "never/gpt-5", "sim")) {
      var heard = calls.post(PATH, "{'model':'%s',%s%s}".formatted(model, input, member));
      assertThat(heard.status()).as(heard.body()).isEqualTo(400);
      assertThat(Json.tree(heard.body()).path("error").path("param").asString()).isEqualTo(param);
    }
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  void reasoning_that_another_deployment_encrypted_is_given_up() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.json(
                    400,
                    """
                    {"error":{"message":"The encrypted content gAAA...g== could not be verified.",\
                    "type":"invalid_request_error","param":null,"code":"invalid_encrypted_content"}}\
                    """),
            ANSWER.answers());
    ok(
        calls.post(
            PATH,
            """
            {'model':'openai/gpt-5','input':[{'type':'reasoning','id':'rs_9','summary':[],'encrypted_content':'x'},
             {'role':'user','content':'Go on'}]}\
            """));
    assertThat(calls.asked(PATH).path("input")).hasSize(2);
    assertThat(calls.asked(PATH).path("input"))
        .isEqualTo(json("[{'role':'user','content':'Go on'}]"));
  }

  @Test
  void an_answer_that_is_not_valid_is_asked_for_again_in_the_same_words() throws Exception {
    rig.upstream()
        .play(
            ScriptedResponse.of("m").message("msg_1", "Sun").answers(),
            ScriptedResponse.of("m").message("msg_2", "{\"a\":1}").answers());
    var response =
        ok(
            calls.post(
                PATH,
                """
                {'model':'openai/gpt-5','input':'Weather?','tools':[{'type':'web_search'}],'text':{'format':
                 {'type':'json_schema','name':'w','strict':true,'schema':{'type':'object','properties':{'a':{'type':'integer'}},
                  'required':['a'],'additionalProperties':false}}}}\
                """));
    assertThat(response.path("output").path(0).path("content").path(0).path("text").asString())
        .isEqualTo("{\"a\":1}");
    calls.asked(PATH);
    var again = calls.asked(PATH);
    assertThat(again.path("tools")).isEqualTo(json("[{'type':'web_search'}]"));
    assertThat(again.path("input")).hasSize(3);
    assertThat(again.path("text").path("format").path("name").asString()).isEqualTo("w");
    assertThat(response.path("usage").path("total_tokens").asInt()).isEqualTo(84);
  }

  @Test
  void a_kept_answer_is_given_again_whole_or_streamed() throws Exception {
    rig.upstream().play(ANSWER.answers());
    var first = ok(calls.post(PATH, "{'model':'kept','input':'Weather?','store':false}"));
    var events = calls.events("{'model':'kept','input':'Weather?','store':false,'stream':true}");
    assertThat(rig.upstream().waiting()).isEqualTo(1);
    var ended = events.getLast().path("response");
    assertThat(ended.path("output")).isEqualTo(first.path("output"));
    assertThat(ended.path("id")).isNotEqualTo(first.path("id"));
    assertThat(types(events))
        .contains(
            "response.output_text.delta",
            "response.output_text.annotation.added",
            "response.function_call_arguments.done",
            "response.reasoning_summary_text.done",
            "response.custom_tool_call_input.done");
    assertThat(events.getFirst().path("response").path("output")).isEmpty();
    rig.upstream().play(ScriptedResponse.of("m").message("msg_1", "No.").answers());
    var other =
        ok(
            calls.post(
                PATH,
                "{'model':'kept','input':'Weather?','store':false,'tools':[{'type':'mcp'}]}"));
    assertThat(other.path("output")).as("another request").isNotEqualTo(first.path("output"));
  }
}

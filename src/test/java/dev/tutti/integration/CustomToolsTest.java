package dev.tutti.integration;

import static dev.tutti.integration.ResponsesCalls.PATH;
import static dev.tutti.integration.ResponsesCalls.json;
import static dev.tutti.integration.ResponsesCalls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tools that are no functions, towards upstreams that know nothing else. */
class CustomToolsTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {commit_after: 10m}
          providers:
            anthropic: {preset: anthropic, base_url: "{upstream}", api_key: sk-x}
            gemini: {preset: gemini, base_url: "{upstream}", api_key: sk-x}
            ollama: {preset: ollama, base_url: "{upstream}/ollama"}
            deepseek: {preset: deepseek, base_url: "{upstream}", api_key: sk-x}
            openai: {preset: openai, base_url: "{upstream}", api_key: sk-x, responses: never}
          """);

  private static final String CHAT = "/v1/chat/completions";
  private static final String CHAT_TOOLS =
      """
      [{'type':'custom','custom':{'name':'sh','description':'Runs it.','format':{'type':'grammar','grammar':{'syntax':'regex','definition':'ls.*'}}}},
       {'type':'function','function':{'name':'f','parameters':{'type':'object','properties':{}}}}]\
      """;
  private static final String TOOLS =
      """
      [{'type':'custom','name':'sh','description':'Runs it.','format':{'type':'grammar','syntax':'regex','definition':'ls.*'}},
       {'type':'function','name':'f','parameters':{'type':'object','properties':{}}}]\
      """;
  private static final String ARGUMENTS = "{'input':'ls \\\\n/tmp'}".replace("\\\\", "\\");

  private final ResponsesCalls calls = new ResponsesCalls(rig);

  /** An answer that calls the custom tool as the function that it was told of. */
  private static Script calling(String provider) {
    var body =
        switch (provider) {
          case "anthropic" ->
              "{'id':'m','type':'message','role':'assistant','model':'m','content':[{'type':'tool_use','id':'c1','name':'sh','input':%s}],'stop_reason':'tool_use','usage':{'input_tokens':1,'output_tokens':1}}"
                  .formatted(ARGUMENTS);
          case "gemini" ->
              "{'candidates':[{'content':{'role':'model','parts':[{'functionCall':{'id':'c1','name':'sh','args':%s}}]},'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':1,'candidatesTokenCount':1}}"
                  .formatted(ARGUMENTS);
          case "ollama" ->
              "{'model':'m','message':{'role':'assistant','content':'','tool_calls':[{'id':'c1','function':{'name':'sh','arguments':%s}}]},'done':true,'done_reason':'stop','prompt_eval_count':1,'eval_count':1}"
                  .formatted(ARGUMENTS);
          default ->
              "{'id':'x','object':'chat.completion','created':1,'model':'m','choices':[{'index':0,'message':{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function','function':{'name':'sh','arguments':%s}}]},'logprobs':null,'finish_reason':'tool_calls'}],'usage':{'prompt_tokens':1,'completion_tokens':1,'total_tokens':2}}"
                  .formatted(Json.text(ARGUMENTS.replace('\'', '"')).replace("\\\"", "\u0001"));
        };
    var written = body.replace('\'', '"').replace("\u0001", "\\\"");
    return turn -> turn.json(200, written);
  }

  /** The names of the functions that the upstream was told of. */
  private static List<String> names(JsonNode sent) {
    return sent.findValues("name").stream().map(JsonNode::asString).distinct().toList();
  }

  private JsonNode asked() throws Exception {
    return Json.tree(rig.upstream().turn().heard().body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "gemini", "ollama", "deepseek"})
  @KnownFault({"CLIENTS-C6", "GATEWAY-N1"})
  void a_custom_tool_is_a_function_with_one_text(String provider) throws Exception {
    rig.upstream().play(calling(provider));
    var answer =
        ok(
            calls.post(
                CHAT,
                """
                {'model':'%s/m','tools':%s,'tool_choice':{'type':'custom','custom':{'name':'sh'}},'messages':[{'role':'user','content':'List.'},
                 {'role':'assistant','content':null,'tool_calls':[{'id':'c0','type':'custom','custom':{'name':'sh','input':'pwd'}}]},
                 {'role':'tool','tool_call_id':'c0','content':'/'}]}\
                """
                    .formatted(provider, CHAT_TOOLS)));
    var sent = asked();
    assertThat(sent.toString())
        .doesNotContain("custom")
        .contains("Runs it.", "ls.*", "pwd")
        .contains("\"properties\":{\"input\":{\"type\":\"string\"}}");
    var message = answer.path("choices").path(0).path("message");
    var call = message.path("tool_calls").path(0);
    assertThat(call.path("type").asString()).isEqualTo("custom");
    assertThat(call.path("custom").path("name").asString()).isEqualTo("sh");
    assertThat(call.path("custom").path("input").asString()).isEqualTo("ls \n/tmp");
    assertThat(call.has("function")).isFalse();
    assertThat(answer.path("choices").path(0).path("finish_reason").asString())
        .isEqualTo("tool_calls");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "gemini", "ollama", "deepseek"})
  @KnownFault({"CLIENTS-C6", "GATEWAY-N1"})
  void a_custom_tool_works_over_two_turns_of_the_responses_api(String provider) throws Exception {
    rig.upstream().play(calling(provider), calling(provider));
    var first =
        ok(
            calls.post(
                PATH, "{'model':'%s/m','tools':%s,'input':'List.'}".formatted(provider, TOOLS)));
    var item = first.path("output").path(0);
    assertThat(item.path("type").asString()).isEqualTo("custom_tool_call");
    assertThat(item.path("id").asString()).startsWith("ctc_");
    assertThat(item.path("name").asString()).isEqualTo("sh");
    assertThat(item.path("input").asString()).isEqualTo("ls \n/tmp");
    ok(
        calls.post(
            PATH,
            """
            {'model':'%s/m','tools':%s,'previous_response_id':'%s','tool_choice':{'type':'custom','name':'sh'},
             'input':[{'type':'custom_tool_call_output','call_id':'%s','output':'a.txt'}]}\
            """
                .formatted(
                    provider,
                    TOOLS,
                    first.path("id").asString(),
                    item.path("call_id").asString())));
    asked();
    assertThat(asked().toString()).doesNotContain("custom").contains("a.txt", "/tmp");
  }

  @Test
  @KnownFault({"CLIENTS-C6", "GATEWAY-N1"})
  void a_streamed_call_of_a_custom_tool_has_its_own_events() throws Exception {
    rig.upstream().play(calling("deepseek"));
    var events =
        calls.events(
            "{'model':'deepseek/m','stream':true,'tools':%s,'input':'List.'}"
                .formatted(TOOLS.replace("\n", "")));
    assertThat(events.stream().map(event -> event.path("type").asString()))
        .contains("response.custom_tool_call_input.delta", "response.custom_tool_call_input.done")
        .doesNotContain("response.function_call_arguments.done");
  }

  @Test
  void openai_gets_custom_tools_as_they_are() throws Exception {
    rig.upstream().play(calling("openai"), calling("openai"));
    ok(
        calls.post(
            CHAT,
            "{'model':'openai/m','tools':%s,'messages':[{'role':'user','content':'List.'}]}"
                .formatted(CHAT_TOOLS)));
    assertThat(asked().path("tools")).isEqualTo(json(CHAT_TOOLS));
    ok(calls.post(PATH, "{'model':'openai/m','tools':%s,'input':'List.'}".formatted(TOOLS)));
    assertThat(asked().path("tools").path(0)).isEqualTo(json(CHAT_TOOLS).path(0));
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic,web_search",
    "gemini,web_search",
    "ollama,web_search",
    "anthropic,mcp",
    "gemini,code_interpreter",
    "ollama,file_search"
  })
  @KnownFault({"CLIENTS-C6", "GATEWAY-N1"})
  void tools_of_openais_own_are_refused_by_name(String provider, String type) throws Exception {
    for (var body :
        List.of(
            "{'model':'%s/m','tools':[{'type':'%s'}],'messages':[{'role':'user','content':'x'}]}",
            "{'model':'%s/m','tools':[{'type':'%s'}],'input':'x'}")) {
      var refused =
          calls.post(body.contains("input") ? PATH : CHAT, body.formatted(provider, type));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body()).contains("invalid_request", type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "gemini", "ollama", "deepseek"})
  @KnownFault("GATEWAY-N2")
  void only_allowed_tools_are_offered_to_those_who_cannot_be_told(String provider)
      throws Exception {
    rig.upstream().play(calling(provider), calling(provider));
    ok(
        calls.post(
            CHAT,
            """
            {'model':'%s/m','tools':%s,'messages':[{'role':'user','content':'x'}],
             'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'custom','custom':{'name':'sh'}}]}}}\
            """
                .formatted(provider, CHAT_TOOLS)));
    ok(
        calls.post(
            PATH,
            """
            {'model':'%s/m','tools':%s,'input':'x',
             'tool_choice':{'type':'allowed_tools','mode':'required','tools':[{'type':'custom','name':'sh'}]}}\
            """
                .formatted(provider, TOOLS)));
    for (var sent : List.of(asked(), asked())) {
      assertThat(names(sent.path("tools"))).containsExactly("sh");
      assertThat(sent.toString()).doesNotContain("allowed_tools");
    }
  }

  @Test
  @KnownFault("GATEWAY-N2")
  void tools_of_which_none_is_allowed_are_refused() throws Exception {
    var refused =
        calls.post(
            CHAT,
            """
            {'model':'anthropic/m','tools':%s,'messages':[{'role':'user','content':'x'}],
             'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'function','function':{'name':'g'}}]}}}\
            """
                .formatted(CHAT_TOOLS));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("tool_choice.allowed_tools.tools");
  }
}

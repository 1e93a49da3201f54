package dev.tutti.provider.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.ResponsesForm;
import dev.tutti.chat.SealedReasoning;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.testing.KnownFault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@KnownFault("GATEWAY-F3")
class ResponsesRequestTest {
  private static final OpenAiResponses ADAPTER =
      new OpenAiResponses("/responses", ProviderCredentials.none(), TestingExchange.DIAGNOSIS);

  private static ChatRequest chat(String members) {
    var text = "{\"model\":\"fast\"," + members.replace('\'', '"') + "}";
    return ChatRequest.parse(Operation.CHAT, text.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode sent(ChatRequest request, String model) {
    return (ObjectNode) Json.tree(ADAPTER.outgoing(request, model).body().bytes());
  }

  private static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"'));
  }

  @Test
  void says_a_chat_in_items() {
    var sealed =
        SealedReasoning.block(
            Json.object().put("type", "reasoning").put("id", "rs_1").put("encrypted_content", "g"));
    var sent =
        sent(
            chat(
                """
                'messages':[
                 {'role':'system','content':'Be brief.'},
                 {'role':'user','name':'li','content':[{'type':'text','text':'What is this?'},
                   {'type':'image_url','image_url':{'url':'https://p.example/a.png','detail':'low'}},
                   {'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,AA=='}}]},
                 {'role':'assistant','content':'Let me see.','thinking_blocks':[%s],'tool_calls':[
                   {'id':'call_1','type':'function','function':{'name':'look','arguments':'{}'}},
                   {'id':'call_2','type':'custom','custom':{'name':'sh','input':'ls'}}]},
                 {'role':'tool','tool_call_id':'call_1','content':'a cat'},
                 {'role':'tool','tool_call_id':'call_2','content':'a.png'},
                 {'role':'user','content':'Well?'}]\
                """
                    .formatted(Json.text(sealed).replace('"', '\''))),
            "gpt-5-codex");
    assertThat(sent.path("input"))
        .isEqualTo(
            json(
                """
                [{'role':'system','content':'Be brief.'},
                 {'role':'user','content':[{'type':'input_text','text':'What is this?'},
                   {'type':'input_image','image_url':'https://p.example/a.png','detail':'low'},
                   {'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,AA=='}]},
                 {'type':'reasoning','id':'rs_1','encrypted_content':'g'},
                 {'role':'assistant','content':[{'type':'output_text','text':'Let me see.'}]},
                 {'type':'function_call','call_id':'call_1','name':'look','arguments':'{}'},
                 {'type':'custom_tool_call','call_id':'call_2','name':'sh','input':'ls'},
                 {'type':'function_call_output','call_id':'call_1','output':'a cat'},
                 {'type':'custom_tool_call_output','call_id':'call_2','output':'a.png'},
                 {'role':'user','content':'Well?'}]\
                """));
  }

  @Test
  void says_options_and_tools_flat() {
    var sent =
        sent(
            chat(
                """
                'messages':[{'role':'user','content':'hi'}],'stream':true,'stream_options':{'include_usage':true},
                'max_completion_tokens':5,'reasoning_effort':'high','reasoning':{'summary':'auto'},'verbosity':'low',
                'seed':7,'user':'u','prompt_cache_key':'k','truncation':'auto','n':1,
                'response_format':{'type':'json_schema','json_schema':{'name':'a','strict':true,'schema':{'type':'object'}}},
                'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object'}}},
                  {'type':'custom','custom':{'name':'sh','format':{'type':'grammar','grammar':{'syntax':'lark','definition':'d'}}}},{'type':'web_search'}],
                'tool_choice':{'type':'function','function':{'name':'f'}}\
                """),
            "gpt-5.6-luna");
    var expected =
        json(
            """
            {'model':'gpt-5.6-luna','stream':true,'store':false,'max_output_tokens':16,
             'reasoning':{'summary':'auto','effort':'high'},'user':'u','prompt_cache_key':'k','truncation':'auto',
             'text':{'verbosity':'low','format':{'type':'json_schema','name':'a','strict':true,'schema':{'type':'object'}}},
             'tools':[{'type':'function','name':'f','parameters':{'type':'object'},'strict':false},
               {'type':'custom','name':'sh','format':{'type':'grammar','syntax':'lark','definition':'d'}},{'type':'web_search'}],
             'tool_choice':{'type':'function','name':'f'},
             'input':[{'role':'user','content':'hi'}],'include':['reasoning.encrypted_content']}\
            """);
    assertThat(sent).isEqualTo(expected);
  }

  @Test
  void says_a_choice_among_tools_flat() {
    var sent =
        sent(
            chat(
                """
                'messages':[{'role':'user','content':'hi'}],
                'tools':[{'type':'function','function':{'name':'f'}}],
                'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[
                  {'type':'function','function':{'name':'f'}}]}}\
                """),
            "o3-pro");
    assertThat(sent.path("tool_choice"))
        .isEqualTo(
            json(
                "{'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'f'}]}"));
  }

  @Test
  void takes_what_anthropics_callers_ask_and_finds_its_own_reasoning() {
    var sealed =
        SealedReasoning.block(
            Json.object().put("type", "reasoning").put("id", "rs_1").put("encrypted_content", "g"));
    var sent =
        sent(
            chat(
                """
                'anthropic_version':'2023-06-01','max_tokens':100,'top_k':5,'cache_control':{'type':'ephemeral'},
                'messages':[{'role':'user','content':'hi'},
                  {'role':'assistant','content':'Yes.','thinking_blocks':[%s]},{'role':'user','content':'Go'}]\
                """
                    .formatted(Json.text(sealed).replace('"', '\''))),
            "gpt-5-codex");
    assertThat(sent.path("input").path(1).path("id").asString()).isEqualTo("rs_1");
    assertThat(sent.propertyNames())
        .containsExactlyInAnyOrder("model", "input", "store", "include", "max_output_tokens");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'n':2",
        "'stop':['x']",
        "'include':'x'",
        "'reasoning':'x','reasoning_effort':'low'",
        "'text':5,'verbosity':'low'"
      })
  void refuses_what_the_api_cannot_say(String member) {
    var request = chat("'messages':[{'role':'user','content':'hi'}]," + member);
    assertThatThrownBy(() -> ADAPTER.outgoing(request, "o3-pro"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("expected by this model");
  }

  @Test
  void what_was_asked_in_its_words_is_sent_as_it_was_written() {
    var written =
        (ObjectNode)
            json(
                """
                {'input':'hi','include':['file_search_call.results'],'of_tomorrow':{'a':1},
                 'tools':[{'type':'mcp','server_url':'https://m.example'}],'background':false}\
                """);
    var request =
        chat("'stream':true,'messages':[{'role':'user','content':'hi'}]")
            .with(ResponsesForm.of(written));
    var expected = written.deepCopy().put("model", "gpt-5").put("stream", true).put("store", false);
    expected.withArray("include").add("reasoning.encrypted_content");
    assertThat(sent(request, "gpt-5")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o", "gpt-4.1-mini", "gpt-5-chat-latest", "chatgpt-4o-latest"})
  void models_that_do_not_reason_are_not_asked_to_encrypt_it(String model) {
    assertThat(sent(chat("'messages':[{'role':'user','content':'hi'}]"), model).has("include"))
        .isFalse();
  }
}

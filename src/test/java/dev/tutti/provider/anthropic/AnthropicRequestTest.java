package dev.tutti.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.error.ErrorTable;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.UpstreamRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AnthropicRequestTest {
  private static final String OLD = "claude-sonnet-4-20250514";
  private static final String STRUCTURED = "claude-sonnet-4-5";
  private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";
  private static final String ADD =
      "'tools':[{'type':'function','function':{'name':'add','description':'Adds','parameters':{'type':'object','properties':{'a':{'type':'integer'}}}}}],";

  @Test
  void asks_with_a_key_and_a_version() {
    var outgoing =
        outgoing(STRUCTURED, HI + ",'anthropic_beta':['one-2025-01-01','two-2025-01-01']");
    assertThat(outgoing.path()).isEqualTo("/messages");
    assertThat(outgoing.headers())
        .containsExactly(
            Map.entry("anthropic-version", "2023-06-01"),
            Map.entry("x-api-key", "k"),
            Map.entry("anthropic-beta", "one-2025-01-01,two-2025-01-01"));
    assertThat(tree(outgoing).has("anthropic_beta")).isFalse();
  }

  @Test
  void refuses_a_beta_that_is_not_a_name() {
    assertThat(refused("'anthropic_beta':'a\\r\\nx: y'," + HI)).contains("anthropic_beta");
  }

  @Test
  void moves_instructions_apart_and_joins_neighbours() {
    var json =
        body(
            "'messages':[{'role':'system','content':'Be brief.'},{'role':'user','content':'Hi'},"
                + "{'role':'user','content':'there'},{'role':'assistant','content':'Yes?  '},"
                + "{'role':'developer','content':'In French.'}]");
    same(json.path("system"), "'Be brief.\\n\\nIn French.'");
    same(
        json.path("messages"),
        "[{'role':'user','content':[{'type':'text','text':'Hi'},{'type':'text','text':'there'}]},"
            + "{'role':'assistant','content':[{'type':'text','text':'Yes?'}]}]");
  }

  @Test
  void keeps_marks_of_the_cache() {
    var json =
        body(
            "'messages':[{'role':'system','content':[{'type':'text','text':'Long','cache_control':{'type':'ephemeral'}}]},"
                + "{'role':'user','content':'Hi','cache_control':{'type':'ephemeral'}}],'cache_control':{'type':'ephemeral'}");
    same(
        json.path("system"),
        "[{'type':'text','text':'Long','cache_control':{'type':'ephemeral'}}]");
    same(
        json.path("messages").path(0).path("content"),
        "[{'type':'text','text':'Hi','cache_control':{'type':'ephemeral'}}]");
    same(json.path("cache_control"), "{'type':'ephemeral'}");
  }

  @Test
  void lets_instructions_alone_be_the_user() {
    var json = body("'messages':[{'role':'system','content':'Say hello.'}]");
    assertThat(json.has("system")).isFalse();
    same(
        json.path("messages"), "[{'role':'user','content':[{'type':'text','text':'Say hello.'}]}]");
  }

  @Test
  void refuses_to_ask_nothing() {
    assertThat(refused("'messages':[{'role':'user','content':' '}]")).isEqualTo("messages");
  }

  @Test
  void shows_pictures_and_documents() {
    var json =
        body(
            "'messages':[{'role':'user','content':["
                + "{'type':'image_url','image_url':{'url':'https://example.com/a.png','detail':'low'}},"
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,aGk='}},"
                + "{'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,aGk='}},"
                + "{'type':'file','file':{'filename':'a.txt','file_data':'data:text/plain;base64,aGk='}},"
                + "{'type':'file','file':{'file_id':'file_1'}},"
                + "{'type':'search_result','source':'x'}]}]");
    same(
        json.path("messages").path(0).path("content"),
        "[{'type':'image','source':{'type':'url','url':'https://example.com/a.png'}},"
            + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'aGk='}},"
            + "{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'aGk='},'title':'a.pdf'},"
            + "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'hi'},'title':'a.txt'},"
            + "{'type':'document','source':{'type':'file','file_id':'file_1'}},"
            + "{'type':'search_result','source':'x'}]");
  }

  @Test
  void hands_back_calls_with_signed_reasoning_first_and_results_together() {
    var json =
        body(
            ADD
                + "'messages':[{'role':'user','content':'Add'},"
                + "{'role':'assistant','content':null,'thinking_blocks':[{'type':'thinking','thinking':'Hm','signature':'s'}],"
                + "'tool_calls':[{'id':'call:1','type':'function','function':{'name':'add','arguments':'{\\'a\\':1}'}},"
                + "{'id':'c2','type':'function','function':{'name':'add','arguments':'{broken'}},"
                + "{'id':'c3','type':'function','function':{'name':'add','arguments':''}}]},"
                + "{'role':'tool','tool_call_id':'call:1','content':'1'},"
                + "{'role':'tool','tool_call_id':'c2','content':'','is_error':true},"
                + "{'role':'tool','tool_call_id':'c3','content':[{'type':'text','text':'3'}]},"
                + "{'role':'user','content':'And?'}]");
    same(
        json.path("messages").path(1).path("content"),
        "[{'type':'thinking','thinking':'Hm','signature':'s'},"
            + "{'type':'tool_use','id':'call_1','name':'add','input':{'a':1}},"
            + "{'type':'tool_use','id':'c2','name':'add','input':{'arguments':'{broken'}},"
            + "{'type':'tool_use','id':'c3','name':'add','input':{}}]");
    same(
        json.path("messages").path(2),
        "{'role':'user','content':["
            + "{'type':'tool_result','tool_use_id':'call_1','content':[{'type':'text','text':'1'}]},"
            + "{'type':'tool_result','tool_use_id':'c2','is_error':true},"
            + "{'type':'tool_result','tool_use_id':'c3','content':[{'type':'text','text':'3'}]},"
            + "{'type':'text','text':'And?'}]}");
  }

  @Test
  void offers_tools() {
    var json =
        body(
            "'tools':[{'type':'function','function':{'name':'now'},'cache_control':{'type':'ephemeral'}},"
                + "{'type':'web_search_20250305','name':'web_search'},"
                + "{'type':'function','function':{'name':'add','strict':true,'parameters':{'type':'object','properties':{'a':{'type':'integer'}},'required':['a'],'additionalProperties':false}}}],"
                + HI);
    same(
        json.path("tools"),
        "[{'name':'now','input_schema':{'type':'object','properties':{}},'cache_control':{'type':'ephemeral'}},"
            + "{'type':'web_search_20250305','name':'web_search'},"
            + "{'name':'add','strict':true,'input_schema':{'type':'object','properties':{'a':{'type':'integer'}},'required':['a'],'additionalProperties':false}}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'parallel_tool_calls':true                        | null
          'parallel_tool_calls':false                       | {'type':'auto','disable_parallel_tool_use':true}
          'tool_choice':'auto'                              | {'type':'auto'}
          'tool_choice':'none'                              | {'type':'none'}
          'tool_choice':'required'                          | {'type':'any'}
          'tool_choice':'required','parallel_tool_calls':false | {'type':'any','disable_parallel_tool_use':true}
          'tool_choice':{'type':'function','function':{'name':'add'}} | {'type':'tool','name':'add'}
          """)
  void says_which_tool_to_call(String members, String expected) {
    same(body(members + "," + ADD + HI).path("tool_choice"), expected);
  }

  @Test
  void says_nothing_about_choosing_when_there_is_nothing_to_choose() {
    assertThat(body("'tool_choice':'none'," + HI).has("tool_choice")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "claude-3-haiku-20240307, 4096",
    "claude-3-5-haiku-latest, 8192",
    "claude-3-7-sonnet-latest, 64000",
    "claude-opus-4-1-20250805, 32000",
    "claude-opus-4-0, 32000",
    "claude-sonnet-4.5, 64000",
    "claude-opus-4-6, 64000",
    "claude-of-tomorrow, 64000",
    "somebody-elses, 8192"
  })
  void asks_for_as_many_tokens_as_the_model_gives(String model, int expected) {
    assertThat(body(model, HI).path("max_tokens").asInt()).isEqualTo(expected);
    assertThat(body(model, HI + ",'max_completion_tokens':5").path("max_tokens").asInt())
        .isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          claude-sonnet-4-5 | 'temperature':1.5                | {'temperature':1.0}
          claude-sonnet-4-5 | 'temperature':0.5,'top_p':0.9    | {'temperature':0.5}
          claude-sonnet-4-5 | 'top_p':0.9,'top_k':4            | {'top_p':0.9,'top_k':4}
          claude-opus-5     | 'temperature':0.5,'top_p':0.9,'top_k':4 | {}
          claude-sonnet-4-5 | 'temperature':0.5,'thinking':{'type':'enabled','budget_tokens':2000} | {}
          else              | 'temperature':0.5,'top_p':0.9    | {'temperature':0.5,'top_p':0.9}
          """)
  void samples_as_the_model_allows(String model, String members, String expected) {
    var json = body(model, members + "," + HI);
    var found = Json.object();
    for (var name : new String[] {"temperature", "top_p", "top_k"}) {
      if (json.has(name)) {
        found.set(name, json.get(name));
      }
    }
    same(found, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          claude-sonnet-4-5 | 'reasoning_effort':'low'                     | {'type':'enabled','budget_tokens':2048}
          claude-sonnet-4-5 | 'reasoning_effort':'high','max_tokens':8000  | {'type':'enabled','budget_tokens':6000}
          claude-sonnet-4-5 | 'reasoning_effort':'high','max_tokens':1100  | {'type':'enabled','budget_tokens':1024}
          claude-sonnet-4-5 | 'reasoning_effort':'high','max_tokens':1024  | null
          claude-sonnet-4-5 | 'reasoning_effort':'none'                    | null
          claude-3-5-haiku  | 'reasoning_effort':'high'                    | null
          claude-opus-4-6   | 'reasoning_effort':'high'                    | {'type':'adaptive','display':'summarized'}
          claude-opus-5     | 'reasoning_effort':'none'                    | {'type':'disabled'}
          claude-opus-5     | 'reasoning_effort':'low','thinking':{'type':'disabled'} | {'type':'disabled'}
          """)
  void thinks_as_much_as_it_shall(String model, String members, String expected) {
    same(body(model, members + "," + HI).path("thinking"), expected);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-4-6, minimal, low",
    "claude-opus-4-6, medium, medium",
    "claude-opus-4-6, xhigh, max",
    "claude-opus-5, xhigh, xhigh"
  })
  void names_the_effort(String model, String effort, String expected) {
    var json = body(model, "'reasoning_effort':'" + effort + "'," + HI);
    assertThat(json.path("output_config").path("effort").asString()).isEqualTo(expected);
  }

  @Test
  void does_not_think_where_anthropic_would_refuse_it() {
    assertThat(
            body("'reasoning_effort':'low','tool_choice':'required'," + ADD + HI).has("thinking"))
        .isFalse();
    var loop =
        "'messages':[{'role':'user','content':'Add'},{'role':'assistant',%s'tool_calls':[{'id':'c','type':'function',"
            + "'function':{'name':'add','arguments':'{}'}}]},{'role':'tool','tool_call_id':'c','content':'1'}]";
    assertThat(body("'reasoning_effort':'low'," + ADD + loop.formatted("")).has("thinking"))
        .isFalse();
    var signed =
        loop.formatted("'thinking_blocks':[{'type':'thinking','thinking':'x','signature':'s'}],");
    assertThat(body("'reasoning_effort':'low'," + ADD + signed).has("thinking")).isTrue();
  }

  @Test
  void holds_the_answer_to_a_schema_where_the_model_can() {
    var schema =
        "{'type':'object','properties':{'n':{'type':'integer'}},'required':['n'],'additionalProperties':false}";
    var format =
        "'response_format':{'type':'json_schema','json_schema':{'name':'x','strict':true,'schema':%s}},"
            .formatted(schema);
    var held = body(STRUCTURED, format + "'output_config':{'effort':'low'}," + HI);
    same(
        held.path("output_config"),
        "{'effort':'low','format':{'type':'json_schema','schema':%s}}".formatted(schema));
    assertThat(held.has("tools")).isFalse();
    assertThat(body(OLD, format + HI).has("output_config")).isFalse();
  }

  @Test
  void asks_for_json_in_words() {
    var json = body("'response_format':{'type':'json_object'}," + HI);
    assertThat(json.path("system").asString()).contains("JSON");
  }

  @Test
  void hands_over_the_rest() {
    var json =
        body(
            "'stop':['END'],'user':'u1','stream':true,'seed':4,'presence_penalty':1,'mcp_servers':[1],'model':'alias',"
                + HI);
    same(json.path("stop_sequences"), "['END']");
    same(json.path("metadata"), "{'user_id':'u1'}");
    assertThat(json.path("stream").asBoolean()).isTrue();
    assertThat(json.path("model").asString()).isEqualTo(STRUCTURED);
    same(json.path("mcp_servers"), "[1]");
    assertThat(json.has("seed") || json.has("presence_penalty")).isFalse();
    assertThat(body("'metadata':{'user_id':'u2','x':'y'}," + HI).path("metadata").size())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'n':2", "'logprobs':true", "'reasoning_effort':'enormous'"})
  void refuses_what_anthropic_cannot_do(String member) {
    assertThat(member).contains(refused(member + "," + HI));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'input_audio','input_audio':{'data':'aGk=','format':'wav'}}",
        "{'type':'file','file':{'filename':'a.zip','file_data':'data:application/zip;base64,aGk='}}",
        "{'type':'file','file':{'filename':'a.txt','file_data':'data:text/plain;base64,!!'}}"
      })
  void refuses_parts_that_anthropic_cannot_read_and_names_them(String part) {
    assertThat(refused("'messages':[{'role':'user','content':[" + part + "]}]"))
        .isEqualTo("messages[0].content[0]");
  }

  @Test
  void refuses_to_embed() {
    var request = parse(Operation.EMBEDDINGS, "'input':'x'");
    var fault = catchThrowableOfType(Fault.class, () -> adapter().outgoing(request, STRUCTURED));
    assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST);
  }

  private static String refused(String members) {
    var fault = catchThrowableOfType(Fault.class, () -> body(members));
    assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST);
    assertThat(fault).hasMessageContaining("expected");
    return fault.param().orElseThrow();
  }

  private static void same(JsonNode found, String expected) {
    assertThat(found.isMissingNode() ? Json.tree("null") : found)
        .isEqualTo(Json.tree(expected.replace('\'', '"')));
  }

  private static JsonNode body(String members) {
    return body(STRUCTURED, members);
  }

  private static JsonNode body(String model, String members) {
    return tree(outgoing(model, members));
  }

  private static UpstreamRequest outgoing(String model, String members) {
    return adapter().outgoing(parse(Operation.CHAT, members), model);
  }

  private static JsonNode tree(UpstreamRequest outgoing) {
    return Json.tree(outgoing.body().bytes());
  }

  private static Anthropic adapter() {
    return new Anthropic(
        ProviderCredentials.header("x-api-key", "k"),
        new Diagnosis(ErrorTable.COMMON, InstantSource.fixed(Instant.EPOCH)));
  }

  private static ChatRequest parse(Operation operation, String members) {
    var model = members.contains("'model'") ? "" : "'model':'x',";
    var json = ("{" + model + members + "}").replace("\\'", "\\\"").replace('\'', '"');
    return ChatRequest.parse(operation, json.getBytes(StandardCharsets.UTF_8));
  }
}

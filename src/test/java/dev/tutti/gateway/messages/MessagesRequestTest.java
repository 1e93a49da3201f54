package dev.tutti.gateway.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MessagesRequestTest {
  private static final String HELLO = "'messages':[{'role':'user','content':'Hello'}]";

  @Test
  void results_of_tools_are_messages_of_their_own_before_what_their_turn_says() {
    var messages =
        tree("""
        'messages':[
         {'role':'user','content':'Weather?'},
         {'role':'assistant','content':[
          {'type':'thinking','thinking':'Hm.','signature':'s1'},
          {'type':'text','text':'I ask.'},
          {'type':'tool_use','id':'a','name':'weather','input':{'city':'Bern'}},
          {'type':'tool_use','id':'b','name':'time','input':{}}]},
         {'role':'user','content':[
          {'type':'tool_result','tool_use_id':'a','content':'sunny'},
          {'type':'tool_result','tool_use_id':'b','is_error':true,
           'content':[{'type':'text','text':'no clock'}]},
          {'type':'text','text':'And now?'}]}]\
        """)
            .path("messages");
    same(
        messages.path(1),
        """
        {'role':'assistant','content':[{'type':'text','text':'I ask.'}],
         'tool_calls':[
          {'id':'a','type':'function','function':{'name':'weather','arguments':'{\\"city\\":\\"Bern\\"}'}},
          {'id':'b','type':'function','function':{'name':'time','arguments':'{}'}}],
         'reasoning_content':'Hm.',
         'thinking_blocks':[{'type':'thinking','thinking':'Hm.','signature':'s1'}]}\
        """);
    same(messages.path(2), "{'role':'tool','content':'sunny','tool_call_id':'a'}");
    same(
        messages.path(3),
        """
        {'role':'tool','content':[{'type':'text','text':'no clock'}],'tool_call_id':'b',
         'is_error':true}\
        """);
    same(messages.path(4), "{'role':'user','content':[{'type':'text','text':'And now?'}]}");
  }

  @Test
  void what_openai_has_a_word_for_is_said_in_it() {
    var body =
        tree(
            HELLO
                + """
                ,'system':'Be brief.','stop_sequences':['END'],'metadata':{'user_id':'u7'},
                'thinking':{'type':'enabled','budget_tokens':10000},'service_tier':'standard_only',
                'tools':[{'name':'t','input_schema':{'type':'object'},'cache_control':{'type':'ephemeral'}}],
                'tool_choice':{'type':'any','disable_parallel_tool_use':true},'temperature':0.5,
                'top_k':5,'stream':true,'mcp_servers':[]\
                """);
    same(body.path("messages").path(0), "{'role':'system','content':'Be brief.'}");
    same(body.path("stop"), "['END']");
    assertThat(body.path("user").asString()).isEqualTo("u7");
    assertThat(body.path("reasoning_effort").asString()).isEqualTo("medium");
    assertThat(body.path("service_tier").asString()).isEqualTo("default");
    assertThat(body.path("tool_choice").asString()).isEqualTo("required");
    assertThat(body.path("parallel_tool_calls").asBoolean(true)).isFalse();
    assertThat(body.path("stream_options").path("include_usage").asBoolean()).isTrue();
    same(
        body.path("tools").path(0),
        """
        {'type':'function','function':{'name':'t','parameters':{'type':'object'}},
         'cache_control':{'type':'ephemeral'}}\
        """);
    assertThat(body.has("mcp_servers")).isTrue();
  }

  @Test
  void pictures_and_documents_are_parts() {
    var parts =
        tree("""
        'messages':[{'role':'user','content':[
         {'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAAA'}},
         {'type':'image','source':{'type':'url','url':'https://x/y.png'},
          'cache_control':{'type':'ephemeral'}},
         {'type':'document','title':'a.txt',
          'source':{'type':'text','media_type':'text/plain','data':'Hi'}},
         {'type':'search_result','source':'x','title':'t','content':[]}]}]\
        """)
            .path("messages")
            .path(0)
            .path("content");
    same(parts.path(0), "{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}");
    same(
        parts.path(1),
        """
        {'type':'image_url','image_url':{'url':'https://x/y.png'},
         'cache_control':{'type':'ephemeral'}}\
        """);
    assertThat(parts.path(2).path("file").path("file_data").asString())
        .isEqualTo("data:text/plain;base64,SGk=");
    assertThat(parts.path(3).path("type").asString()).isEqualTo("search_result");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'messages':[]                                                    | messages
          'messages':'x'                                                   | messages
          'messages':[5]                                                   | messages.0
          'messages':[{'role':'tool','content':'x'}]                       | messages.0.role
          'messages':[{'role':'user','content':5}]                         | messages.0.content
          'messages':[{'role':'user','content':[{'type':'text'}]}]         | messages.0.content.0.text
          'messages':[{'role':'user','content':[{'text':'x'}]}]            | messages.0.content.0.type
          'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','data':'x'}}]}] | messages.0.content.0.source.media_type
          'messages':[{'role':'user','content':[{'type':'tool_result'}]}]  | messages.0.content.0.tool_use_id
          'messages':[{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'n','input':'x'}]}] | messages.0.content.0.input
          'temperature':1.5                                                | temperature
          'max_tokens':0                                                   | max_tokens
          'stop_sequences':[1]                                             | stop_sequences.0
          'tools':[{'name':'x'}]                                           | tools.0.input_schema
          'tools':[{'input_schema':{}}]                                    | tools.0.name
          'tool_choice':{'type':'maybe'}                                   | tool_choice.type
          'thinking':{'type':'enabled'}                                    | thinking.budget_tokens
          'system':5                                                       | system
          'system':[{'type':'image'}]                                      | system.0.type
          'metadata':{'user_id':7}                                         | metadata.user_id
          'output_config':{'format':{'type':'json_schema'}}                | output_config.format.schema
          'stream':'yes'                                                   | stream
          'model':''                                                       | model
          """,
      quoteCharacter = '`')
  void a_wrong_value_is_named_by_its_place(String member, String place) {
    var fault = catchThrowableOfType(Fault.class, () -> tree(member));
    assertThat(fault.param()).contains(place);
    assertThat(fault).hasMessageStartingWith(place + ": ").hasMessageContaining("(expected: ");
  }

  @Test
  void a_count_needs_no_limit_and_an_answer_does() {
    var bytes = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    assertThat(MessagesDialect.counted(bytes.getBytes(StandardCharsets.UTF_8)).model())
        .isEqualTo("m");
    var fault =
        catchThrowableOfType(
            Fault.class, () -> new MessagesDialect().read(bytes.getBytes(StandardCharsets.UTF_8)));
    assertThat(fault.param()).contains("max_tokens");
  }

  @Test
  void a_fault_of_the_translated_request_is_told_in_the_callers_places() {
    var sourceMap = new SourceMap();
    var given =
        """
        {'model':'m','max_tokens':5,'system':'s','messages':[{'role':'user','content':[
         {'type':'tool_result','tool_use_id':'a','content':'x'},{'type':'text','text':'y'}]}]}\
        """;
    MessagesRequest.of(Json.request(bytes(given)), false, "", sourceMap);
    var fault = Fault.invalid("messages[2].content[0]", "audio").in("up/m");
    assertThat(sourceMap.told(fault)).hasMessage("up/m: messages.0.content.1: audio");
    assertThat(sourceMap.told(fault).param()).contains("messages.0.content.1");
    assertThat(sourceMap.told(Fault.invalid("messages[0]", "x")).param()).contains("system");
    assertThat(sourceMap.told(Fault.invalid("stop", "5 (expected: 4)")))
        .hasMessage("stop_sequences: 5 (expected: 4)");
  }

  private static byte[] bytes(String json) {
    return json.replace("\\'", "\\\"").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode tree(String members) {
    return request(members).body().tree();
  }

  private static ChatRequest request(String members) {
    var all = new StringBuilder("{");
    all.append(members.startsWith("'model'") ? "" : "'model':'m',");
    all.append(members.startsWith("'max_tokens'") ? "" : "'max_tokens':5,");
    all.append(members.contains("'messages':") ? "" : HELLO + ",");
    return MessagesRequest.of(Json.request(bytes(all + members + "}")), false, "", new SourceMap());
  }

  private static void same(JsonNode found, String expected) {
    assertThat(found).isEqualTo(Json.tree(bytes(expected)));
  }
}

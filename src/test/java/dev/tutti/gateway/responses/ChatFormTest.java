package dev.tutti.gateway.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.responses.Predecessor;
import dev.tutti.session.Ids;
import dev.tutti.session.item.StoredItem;
import dev.tutti.testing.KnownFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ChatFormTest {
  private static final Ids IDS = new Ids(new Random(7));

  /** The chat of a request, written with single quotes. */
  private static JsonNode chat(String request, StoredItem... before) {
    var root = json(request);
    RequestRules.check(root);
    var input = InputItems.of(root.path("input"), IDS);
    var asked = new Request(root, input, new Predecessor.Nothing(), true);
    ChatRequest chat = ChatForm.of(asked, List.of(before), input);
    chat.requireChat();
    return chat.body().tree();
  }

  private static ObjectNode json(String text) {
    return Json.request(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode messages(String input, StoredItem... before) {
    return chat("{'model':'m','input':" + input + "}", before).path("messages");
  }

  private static void assertSame(JsonNode found, String expected) {
    assertThat(found).isEqualTo(Json.tree(expected.replace('\'', '"')));
  }

  @Test
  void a_text_is_a_message_of_the_user() {
    assertSame(messages("'Hi'"), "[{'role':'user','content':'Hi'}]");
  }

  @Test
  void instructions_come_first() {
    assertSame(
        chat("{'model':'m','instructions':'Be brief.','input':'Hi'}").path("messages"),
        "[{'role':'system','content':'Be brief.'},{'role':'user','content':'Hi'}]");
  }

  @Test
  void parts_are_a_chats_parts() {
    assertSame(
        messages(
            """
            [{'role':'user','content':[
              {'type':'input_text','text':'See'},
              {'type':'input_image','image_url':'https://x.test/a.png','detail':'low'},
              {'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,AA=='}
            ]}]\
            """),
        """
        [{'role':'user','content':[
          {'type':'text','text':'See'},
          {'type':'image_url','image_url':{'url':'https://x.test/a.png','detail':'low'}},
          {'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,AA=='}}
        ]}]\
        """);
  }

  @Test
  void what_a_model_said_in_a_row_is_one_message() {
    assertSame(
        messages(
            """
            [{'role':'user','content':'Weather?'},
             {'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'Look.'}]},
             {'type':'message','role':'assistant','content':[{'type':'output_text','text':'One moment.'}]},
             {'type':'function_call','call_id':'c1','name':'weather','arguments':'{}'},
             {'type':'function_call','call_id':'c2','name':'time','arguments':'{}'},
             {'type':'function_call_output','call_id':'c1','output':'sun'},
             {'type':'function_call_output','call_id':'c2','output':[{'type':'input_text','text':'noon'}]}]\
            """),
        """
        [{'role':'user','content':'Weather?'},
         {'role':'assistant','content':'One moment.','reasoning_content':'Look.','tool_calls':[
           {'id':'c1','type':'function','function':{'name':'weather','arguments':'{}'}},
           {'id':'c2','type':'function','function':{'name':'time','arguments':'{}'}}]},
         {'role':'tool','tool_call_id':'c1','content':'sun'},
         {'role':'tool','tool_call_id':'c2','content':'noon'}]\
        """);
  }

  @Test
  void two_answers_in_a_row_stay_two() {
    assertThat(
            messages(
                "[{'role':'user','content':'a'},{'role':'assistant','content':'b'},{'role':'assistant','content':'c'}]"))
        .hasSize(3);
  }

  @Test
  @KnownFault("GATEWAY-F2")
  void reasoning_of_a_turn_with_calls_is_handed_back_after_the_user_has_spoken() {
    var question = new StoredItem("", json("{'type':'message','role':'user','content':'Hm?'}"));
    var thought =
        new StoredItem(
            "m",
            json(
                "{'type':'reasoning','summary':[],'content':[{'type':'reasoning_text','text':'Hm.'}],'provider_fields':{'thinking_blocks':[1]}}"));
    var call =
        new StoredItem(
            "m", json("{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}"));
    var result = "[{'type':'function_call_output','call_id':'c','output':'1'}]";
    var during = messages(result, question, thought, call).path(1);
    assertThat(during.path("reasoning_content").asString()).isEqualTo("Hm.");
    assertThat(during.path("thinking_blocks")).hasSize(1);
    var later =
        messages(result.replace("]", ",{'role':'user','content':'x'}]"), question, thought, call);
    assertThat(later.path(1).path("reasoning_content").asString()).isEqualTo("Hm.");
  }

  @Test
  @KnownFault("GATEWAY-F2")
  void reasoning_of_a_turn_without_calls_is_not_handed_back() {
    var sent =
        messages(
            """
            [{'role':'user','content':'Hi'},
             {'type':'reasoning','summary':[{'type':'summary_text','text':'Greet.'}]},
             {'role':'assistant','content':'Hello'},{'role':'user','content':'Bye'}]\
            """);
    assertThat(sent).noneMatch(message -> message.has("reasoning_content"));
  }

  @Test
  @KnownFault("GATEWAY-F12")
  void a_turn_that_goes_on_after_more_reasoning_is_one_message() {
    assertSame(
        messages(
            """
            [{'role':'user','content':'Weather?'},
             {'role':'assistant','content':'Let me see.'},
             {'type':'reasoning','summary':[{'type':'summary_text','text':'Ask.'}]},
             {'type':'function_call','call_id':'c1','name':'weather','arguments':'{}'},
             {'type':'function_call_output','call_id':'c1','output':'sun'}]\
            """),
        """
        [{'role':'user','content':'Weather?'},
         {'role':'assistant','content':'Let me see.','reasoning_content':'Ask.','tool_calls':[
           {'id':'c1','type':'function','function':{'name':'weather','arguments':'{}'}}]},
         {'role':'tool','tool_call_id':'c1','content':'sun'}]\
        """);
  }

  @Test
  @KnownFault("CLIENTS-C1")
  void what_says_nothing_is_not_handed_on_with_a_call() {
    var call =
        new StoredItem(
            "m",
            json(
                """
                {'type':'function_call','call_id':'c','name':'f','arguments':'{}','parsed_arguments':{},
                 'namespace':null,'provider_fields':{'annotations':[],'note':'','extra_content':{'a':1}}}\
                """));
    var sent = messages("[{'type':'function_call_output','call_id':'c','output':'1'}]", call);
    assertSame(
        sent.path(0).path("tool_calls").path(0),
        "{'id':'c','type':'function','function':{'name':'f','arguments':'{}'},'extra_content':{'a':1}}");
  }

  @Test
  void what_only_its_provider_understands_is_handed_to_no_other_model() {
    var thought =
        new StoredItem(
            "other",
            json("{'type':'reasoning','summary':[],'provider_fields':{'thinking_blocks':[1]}}"));
    var call =
        new StoredItem(
            "other",
            json(
                "{'type':'function_call','call_id':'c','name':'f','arguments':'{}','provider_fields':{'signed':1}}"));
    var message =
        messages("[{'type':'function_call_output','call_id':'c','output':'1'}]", thought, call)
            .path(0);
    assertThat(message.has("thinking_blocks")).isFalse();
    assertThat(message.path("tool_calls").path(0).has("signed")).isFalse();
  }

  @Test
  void options_have_a_chats_names() {
    var chat =
        chat(
            """
            {'model':'m','input':'Hi','max_output_tokens':9,'reasoning':{'effort':'low','summary':'auto'},
             'text':{'verbosity':'low','format':{'type':'json_schema','name':'n','strict':true,
               'schema':{'type':'object'}}},
             'temperature':0.5,'top_p':0.9,'user':'u','service_tier':'auto','metadata':{'a':'b'},
             'store':true,'truncation':'auto','include':['message.output_text.logprobs'],
             'top_logprobs':2,'stream':true,'seed':7}\
            """);
    assertSame(
        chat,
        """
        {'model':'m','temperature':0.5,'top_p':0.9,'user':'u','service_tier':'auto','stream':true,
         'seed':7,'max_completion_tokens':9,'reasoning_effort':'low','verbosity':'low',
         'response_format':{'type':'json_schema','json_schema':{'name':'n','strict':true,
           'schema':{'type':'object'}}},
         'logprobs':true,'top_logprobs':2,'messages':[{'role':'user','content':'Hi'}]}\
        """);
  }

  @Test
  void tools_are_functions() {
    var chat =
        chat(
            """
            {'model':'m','input':'Hi','parallel_tool_calls':false,
             'tools':[{'type':'function','name':'f','description':'d','parameters':{},'strict':null}],
             'tool_choice':{'type':'function','name':'f'}}\
            """);
    assertSame(
        chat.path("tools"),
        "[{'type':'function','function':{'name':'f','description':'d','parameters':{}}}]");
    assertSame(chat.path("tool_choice"), "{'type':'function','function':{'name':'f'}}");
    assertThat(chat.path("parallel_tool_calls").asBoolean(true)).isFalse();
  }

  @Test
  void allowed_tools_are_the_tools_that_are_left() {
    var chat =
        chat(
            """
            {'model':'m','input':'Hi','tools':[{'type':'function','name':'f'},{'type':'function','name':'g'}],
             'tool_choice':{'type':'allowed_tools','mode':'required','tools':[{'type':'function','name':'g'}]}}\
            """);
    assertThat(
            StreamSupport.stream(chat.path("tools").spliterator(), false)
                .map(tool -> tool.path("function").path("name").asString()))
        .containsExactly("g");
    assertThat(chat.path("tool_choice").asString()).isEqualTo("required");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'background':true|background",
        "'prompt':{'id':'p'}|prompt",
        "'messages':[]|messages",
        "'max_tokens':5|max_tokens",
        "'response_format':{}|response_format",
        "'temperature':3|temperature",
        "'top_p':'x'|top_p",
        "'max_output_tokens':0|max_output_tokens",
        "'top_logprobs':21|top_logprobs",
        "'stream':'yes'|stream",
        "'metadata':5|metadata",
        "'truncation':'never'|truncation",
        "'tools':[{'type':'web_search'}]|tools[0].type",
        "'tools':[{'type':'mcp'}]|tools[0].type",
        "'tools':[{'type':'function'}]|tools[0].name",
        "'tool_choice':'required'|tool_choice",
        "'tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'file_search'}|tool_choice.type",
        "'text':{'format':{'type':'json_schema'}}|text.format.schema",
        "'text':{'format':{'type':'xml'}}|text.format.type",
        "'input':5|input",
        "'input':[]|input",
        "'input':[5]|input[0]",
        "'input':[{}]|input[0].type",
        "'input':[{'type':'web_search_call'}]|input[0].type",
        "'input':[{'role':'tool','content':'x'}]|input[0].role",
        "'input':[{'role':'user'}]|input[0].content",
        "'input':[{'role':'user','content':[{'type':'video'}]}]|input[0].content[0].type",
        "'input':[{'role':'user','content':[{'type':'input_image','file_id':'f'}]}]|input[0].content[0].image_url",
        "'input':[{'role':'user','content':[{'type':'input_file','file_url':'f'}]}]|input[0].content[0].file_url",
        "'input':[{'role':'user','content':['Hi']}]|input[0].content[0]",
        "'input':[{'role':'user','content':[{'text':'Hi'}]}]|input[0].content[0].type",
        "'input':[{'role':'user','content':[{'type':'input_text','text':7}]}]|input[0].content[0].text",
        "'input':[{'role':'user','content':[{'type':'input_text','text':'x'},{'type':'input_image'}]}]|input[0].content[1].image_url",
        "'input':[{'role':'user','content':[{'type':'image_url','image_url':{}}]}]|input[0].content[0].type",
        "'input':[{'role':'user','content':[{'type':'input_audio','input_audio':'x'}]}]|input[0].content[0].input_audio",
        "'input':[{'role':'assistant','content':[{'type':'refusal'}]}]|input[0].content[0].refusal",
        "'input':[{'type':'reasoning','summary':'x'}]|input[0].summary",
        "'input':[{'type':'function_call_output','call_id':'f','output':[{}]}]|input[0].output[0].type",
        "'input':[{'type':'function_call','name':'f','arguments':'{}'}]|input[0].call_id",
        "'input':[{'type':'function_call_output','call_id':'f'}]|input[0].output",
      })
  void what_cannot_be_answered_is_refused_by_name(String members, String param) {
    var input = members.contains("'input'") ? "" : ",'input':'Hi'";
    assertThatThrownBy(() -> chat("{'model':'m'" + input + "," + members + "}"))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.status()).isEqualTo(400);
              assertThat(fault.param()).contains(param);
              assertThat(fault.getMessage()).contains("expected");
            });
  }
}

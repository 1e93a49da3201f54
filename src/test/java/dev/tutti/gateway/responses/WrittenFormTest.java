package dev.tutti.gateway.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.responses.Predecessor;
import dev.tutti.session.Ids;
import dev.tutti.session.item.StoredItem;
import dev.tutti.testing.KnownFault;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@KnownFault("GATEWAY-F3")
class WrittenFormTest {
  private static final Ids IDS = new Ids(new Random(7));

  private static ChatRequest asked(String request, StoredItem... before) {
    var root = (ObjectNode) json(request);
    RequestRules.check(root);
    var input = InputItems.of(root.path("input"), IDS);
    var asked = new Request(root, input, new Predecessor.Nothing(), true);
    return ChatForm.of(asked, List.of(before), input);
  }

  private static JsonNode form(String request, StoredItem... before) {
    return asked(request, before).responses().orElseThrow().body().tree();
  }

  private static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"'));
  }

  private static StoredItem given(String item) {
    return new StoredItem("", (ObjectNode) json(item));
  }

  private static StoredItem said(String model, String item) {
    return new StoredItem(model, (ObjectNode) json(item));
  }

  @Test
  void everything_is_there_as_it_was_written_but_names_of_what_is_kept_here() {
    var form =
        form(
            """
            {'model':'m','stream':true,'store':true,'metadata':{'a':'b'},'previous_response_id':'resp_1',
             'input':'Hi','instructions':'Be brief.','background':false,'truncation':'auto','max_tool_calls':3,
             'include':['web_search_call.action.sources'],'prompt_cache_key':'k','of_tomorrow':{'x':[1.50]},
             'text':{'verbosity':'low'},'reasoning':{'effort':'low','summary':'auto'},
             'tools':[{'type':'web_search'},{'type':'mcp','server_url':'https://m.example'},{'type':'custom','name':'sh','format':{'type':'grammar','syntax':'lark','definition':'d'}}]}\
            """);
    assertThat(form)
        .isEqualTo(
            json(
                """
                {'input':'Hi','instructions':'Be brief.','background':false,'truncation':'auto','max_tool_calls':3,
                 'include':['web_search_call.action.sources'],'prompt_cache_key':'k','of_tomorrow':{'x':[1.50]},
                 'text':{'verbosity':'low'},'reasoning':{'effort':'low','summary':'auto'},
                 'tools':[{'type':'web_search'},{'type':'mcp','server_url':'https://m.example'},{'type':'custom','name':'sh','format':{'type':'grammar','syntax':'lark','definition':'d'}}]}\
                """));
  }

  @Test
  void what_came_before_stands_before_the_input() {
    var form =
        form(
            "{'model':'m','input':'Go on'}",
            given(
                "{'id':'msg_a','type':'message','role':'user','status':'completed','content':[]}"),
            said(
                "m",
                "{'id':'rs_1','type':'reasoning','status':null,'summary':[],'encrypted_content':'g'}"),
            said("m", "{'id':'ws_1','type':'web_search_call','status':'completed'}"),
            said(
                "m",
                "{'id':'msg_1','type':'message','status':'completed','role':'assistant','phase':'commentary','content':[],'provider_fields':{}}"),
            said(
                "m",
                "{'id':'ct_1','type':'custom_tool_call','status':'completed','call_id':'c','name':'sh','input':'ls'}"),
            given(
                "{'id':'item_b','type':'custom_tool_call_output','status':'completed','call_id':'c','output':'a'}"));
    assertThat(form.path("input"))
        .isEqualTo(
            json(
                """
                [{'type':'message','role':'user','content':[]},
                 {'id':'rs_1','type':'reasoning','summary':[],'encrypted_content':'g'},
                 {'id':'ws_1','type':'web_search_call','status':'completed'},
                 {'type':'message','status':'completed','role':'assistant','phase':'commentary','content':[]},
                 {'type':'custom_tool_call','status':'completed','call_id':'c','name':'sh','input':'ls'},
                 {'type':'custom_tool_call_output','call_id':'c','output':'a'},
                 {'role':'user','content':'Go on'}]\
                """));
  }

  @Test
  void reasoning_is_handed_back_to_who_can_read_it() {
    var form =
        form(
            """
            {'model':'m','input':[{'type':'reasoning','id':'rs_3','summary':[]},
             {'type':'reasoning','id':'rs_4','summary':[],'encrypted_content':'h'},
             {'type':'message','id':'msg_4','role':'assistant','content':'Yes','provider_fields':{'a':1},'message_provider_fields':{'a':1}},
             {'role':'user','content':'Go'}]}\
            """,
            said("other", "{'id':'rs_1','type':'reasoning','summary':[],'encrypted_content':'g'}"),
            said(
                "m",
                "{'id':'rs_2','type':'reasoning','content':[{'type':'reasoning_text','text':'hm'}]}"));
    assertThat(form.path("input"))
        .isEqualTo(
            json(
                """
                [{'type':'reasoning','id':'rs_4','summary':[],'encrypted_content':'h'},
                 {'type':'message','id':'msg_4','role':'assistant','content':'Yes'},
                 {'role':'user','content':'Go'}]\
                """));
  }

  @Test
  void what_no_chat_can_say_still_counts_and_is_told_by_name() {
    var plain = asked("{'model':'m','input':[{'role':'user','content':'Go'}]}");
    assertThat(plain.responses().orElseThrow().beyondChat()).isEmpty();
    var long1 = "x".repeat(4_000);
    var beyond =
        asked(
            "{'model':'m','input':[{'type':'local_shell_call','call_id':'c','action':'%s'}]}"
                .formatted(long1));
    assertThat(beyond.responses().orElseThrow().beyondChat().orElseThrow().param())
        .contains("input[0].type");
    assertThat(beyond.forecast()).isGreaterThan(1_000);
  }

  @Test
  void what_built_in_tools_did_does_not_keep_a_conversation_from_another_provider() {
    var chat =
        asked(
            "{'model':'m','input':'Go on'}",
            said("m", "{'id':'ws_1','type':'web_search_call','status':'completed'}"),
            said(
                "m",
                "{'id':'msg_1','type':'message','role':'assistant','content':[{'type':'output_text','text':'Sun.'}]}"));
    chat.requireChat();
    assertThat(chat.body().get("messages")).hasSize(2);
  }
}

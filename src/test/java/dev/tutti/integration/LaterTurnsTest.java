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
import tools.jackson.databind.node.ArrayNode;

/** Conversations with tools over several turns of the user, in OpenAI's and Anthropic's APIs. */
class LaterTurnsTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {commit_after: 10m}
          providers:
            deepseek: {preset: deepseek, base_url: "{upstream}", api_key: sk-x}
            moonshot: {preset: moonshot, base_url: "{upstream}", api_key: sk-x}
            zhipu: {preset: zhipu, base_url: "{upstream}", api_key: sk-x}
            groq: {preset: groq, base_url: "{upstream}", api_key: sk-x}
            mistral: {preset: mistral, base_url: "{upstream}", api_key: sk-x}
            openai: {preset: openai, base_url: "{upstream}", api_key: sk-x, responses: never}
            any: {base_url: "{upstream}", api_key: x}
          """);

  private static final String CALL =
      "'tool_calls':[{'id':'c00000001','type':'function','function':{'name':'w','arguments':'{}'}}]";
  private static final String TOOLS =
      "'tools':[{'type':'function','name':'w','parameters':{'type':'object','properties':{}}}]";

  private final ResponsesCalls calls = new ResponsesCalls(rig);

  /** A whole answer with these members of its message, in this order. */
  private static Script says(String members) {
    return turn -> turn.json(200, answer("chat.completion", "message", members, false));
  }

  private static Script streams(String... deltas) {
    return turn -> {
      turn.stream();
      for (var delta : deltas) {
        turn.event(answer("chat.completion.chunk", "delta", delta, true));
      }
      turn.event(answer("chat.completion.chunk", "delta", "", false)).done();
    };
  }

  private static String answer(String object, String member, String members, boolean more) {
    var finish = more ? "null" : members.contains("tool_calls") ? "'tool_calls'" : "'stop'";
    return """
    {'id':'x','object':'%s','created':1700000000,'model':'m',
     'choices':[{'index':0,'%s':{'role':'assistant'%s},'logprobs':null,'finish_reason':%s}],
     'usage':{'prompt_tokens':9,'completion_tokens':2,'total_tokens':11}}\
    """
        .formatted(object, member, members.isEmpty() ? "" : "," + members, finish)
        .replace('\'', '"')
        .replace("\n", "");
  }

  private JsonNode respond(String model, String members) throws Exception {
    return ok(calls.post(PATH, "{'model':'%s/m',%s,%s}".formatted(model, TOOLS, members)));
  }

  private JsonNode sent() throws Exception {
    return calls.asked("/v1/chat/completions").path("messages");
  }

  private static List<String> types(JsonNode response) {
    return response.path("output").valueStream().map(i -> i.path("type").asString()).toList();
  }

  /** The reasoning that goes with each message of the assistant, "-" for none. */
  private static List<String> reasoning(JsonNode messages) {
    return messages
        .valueStream()
        .filter(message -> message.path("role").asString().equals("assistant"))
        .map(message -> message.path("reasoning_content").asString("-"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "deepseek,true",
    "deepseek,false",
    "moonshot,true",
    "zhipu,false",
    "groq,true",
    "openai,true",
    "mistral,false"
  })
  @KnownFault({"GATEWAY-F2", "GATEWAY-F12"})
  void reasoning_of_turns_with_tools_goes_back_to_those_who_want_it(String model, boolean kept)
      throws Exception {
    rig.upstream()
        .play(
            says("'content':'Let me.','reasoning_content':'think1'," + CALL),
            says("'content':'done','reasoning_content':'think2'"),
            says("'content':'Bye','reasoning_content':'think3'"),
            says("'content':'Bye'"));
    converse(model, kept);
    sent();
    var second = sent();
    var third = sent();
    var fourth = sent();
    boolean wanted = List.of("deepseek", "moonshot", "zhipu").contains(model);
    assertThat(second.path(1).path("content").asString()).isEqualTo("Let me.");
    assertThat(second.path(1).path("tool_calls")).hasSize(1);
    assertThat(reasoning(second)).isEqualTo(wanted ? List.of("think1") : List.of("-"));
    assertThat(reasoning(third))
        .isEqualTo(wanted ? List.of("think1", "think2") : List.of("-", "-"));
    assertThat(reasoning(fourth))
        .as("where no tool was called it would be passed over")
        .isEqualTo(wanted ? List.of("think1", "think2", "-") : List.of("-", "-", "-"));
  }

  /** Three turns of the user, the first with a tool; kept here, or handed back by the caller. */
  private void converse(String model, boolean kept) throws Exception {
    var history = Json.array();
    var id = "";
    for (var input :
        new String[] {
          "{'role':'user','content':'Weather?'}",
          "{'type':'function_call_output','call_id':'c00000001','output':'sunny'}",
          "{'role':'user','content':'Thanks.'}",
          "{'role':'user','content':'Really.'}"
        }) {
      var given = json(input);
      history.add(given);
      var state =
          id.isEmpty() || !kept
              ? "'store':%s,'input':%s".formatted(kept, kept ? "[" + given + "]" : history)
              : "'previous_response_id':'%s','input':[%s]".formatted(id, given);
      var response = respond(model, state.replace('"', '\''));
      id = response.path("id").asString();
      history.addAll((ArrayNode) response.path("output"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "signed"})
  @KnownFault("GATEWAY-F2")
  void reasoning_goes_back_from_the_messages_api(String signature) throws Exception {
    rig.upstream().play(says("'content':'Bye'"));
    ok(
        calls.post(
            "/v1/messages",
            """
            {'model':'deepseek/m','max_tokens':64,'messages':[
             {'role':'user','content':'Hi'},
             {'role':'assistant','content':[{'type':'thinking','thinking':'think0','signature':'%1$s'},{'type':'text','text':'Hello'}]},
             {'role':'user','content':'Weather?'},
             {'role':'assistant','content':[{'type':'thinking','thinking':'think1','signature':'%1$s'},
              {'type':'tool_use','id':'c1','name':'w','input':{}}]},
             {'role':'user','content':[{'type':'tool_result','tool_use_id':'c1','content':'sunny'},{'type':'text','text':'Be brief.'}]},
             {'role':'assistant','content':[{'type':'thinking','thinking':'think2','signature':'%1$s'},{'type':'text','text':'done'}]},
             {'role':'user','content':'Thanks.'}]}\
            """
                .formatted(signature)));
    var sent = sent();
    assertThat(reasoning(sent)).containsExactly("-", "think1", "think2");
    assertThat(sent).noneMatch(message -> message.has("thinking_blocks"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'content':'Let me.','reasoning_content':'think1',CALL",
        "CALL,'content':'Let me.','reasoning_content':'think1'",
        "CALL,'reasoning':'think1','content':'Let me.'",
        "CALL,'content':[{'type':'thinking','thinking':[{'type':'text','text':'think1'}]},{'type':'text','text':'Let"
            + " me.'}]"
      })
  @KnownFault("GATEWAY-F12")
  void reasoning_precedes_what_it_led_to(String members) throws Exception {
    rig.upstream()
        .play(
            says(members.replace("CALL", CALL)),
            streams(members.replace("CALL", CALL.replace("[{", "[{'index':0,"))));
    var whole = respond("any", "'input':'Weather?'");
    assertThat(types(whole)).containsExactly("reasoning", "message", "function_call");
    var events =
        calls.events("{'model':'any/m','stream':true,%s,'input':'Weather?'}".formatted(TOOLS));
    assertThat(types(events.getLast().path("response")))
        .containsExactly("reasoning", "message", "function_call");
  }

  @ParameterizedTest
  @CsvSource({"any,true", "any,false", "openai,true", "deepseek,false"})
  @KnownFault("CLIENTS-C1")
  void nothing_of_a_message_goes_onto_its_call(String model, boolean kept) throws Exception {
    rig.upstream()
        .play(
            says("'content':null,'refusal':null,'annotations':[],'audio':null," + CALL),
            says("'content':'done','annotations':[]"));
    var first = respond(model, "'input':'Weather?'");
    var item = first.path("output").path(0);
    assertThat(item.has("provider_fields")).isFalse();
    var result = "{'type':'function_call_output','call_id':'c00000001','output':'sunny'}";
    respond(
        model,
        kept
            ? "'previous_response_id':'%s','input':[%s]"
                .formatted(first.path("id").asString(), result)
            : "'input':[{'role':'user','content':'Weather?'},%s,%s]"
                .formatted(Json.text(item).replace('"', '\''), result));
    sent();
    assertThat(sent().path(1))
        .isEqualTo(json("{'role':'assistant','content':null,%s}".formatted(CALL)));
  }

  @Test
  @KnownFault("CLIENTS-C1")
  void what_a_message_of_calls_alone_says_stays_the_messages() throws Exception {
    rig.upstream()
        .play(
            says("'content':null,'executed_tools':[{'type':'search'}]," + CALL),
            says("'content':'done'"));
    var first = respond("any", "'input':'Weather?'");
    respond(
        "any",
        "'previous_response_id':'%s','input':[{'type':'function_call_output','call_id':'c00000001','output':'sunny'}]"
            .formatted(first.path("id").asString()));
    sent();
    var message = sent().path(1);
    assertThat(message.path("executed_tools")).hasSize(1);
    assertThat(message.path("tool_calls").path(0).propertyNames())
        .containsExactlyInAnyOrder("id", "type", "function");
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "openai", "deepseek"})
  @KnownFault("CLIENTS-C3")
  void pictures_of_tools_follow_in_a_message_of_the_user(String model) throws Exception {
    rig.upstream().play(says("'content':'done'"));
    respond(
        model,
        """
        'input':[{'role':'user','content':'Look.'},
         {'type':'function_call','call_id':'a00000001','name':'w','arguments':'{}'},
         {'type':'function_call','call_id':'b00000001','name':'w','arguments':'{}'},
         {'type':'function_call','call_id':'d00000001','name':'w','arguments':'{}'},
         {'type':'function_call_output','call_id':'a00000001','output':[{'type':'input_text','text':'One'},
          {'type':'input_image','image_url':'data:image/png;base64,AA=='},{'type':'input_text','text':'more'}]},
         {'type':'function_call_output','call_id':'b00000001','output':[{'type':'input_image','image_url':'https://x.test/b.png'}]},
         {'type':'function_call_output','call_id':'d00000001','output':'none'},
         {'role':'user','content':'Well?'}]\
        """);
    var messages = (ArrayNode) sent();
    messages.remove(1);
    assertThat(messages)
        .isEqualTo(
            json(
                """
                [{'role':'user','content':'Look.'},
                 {'role':'tool','tool_call_id':'a00000001','content':'One\\n\\nmore'},
                 {'role':'tool','tool_call_id':'b00000001','content':''},
                 {'role':'tool','tool_call_id':'d00000001','content':'none'},
                 {'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}},
                  {'type':'image_url','image_url':{'url':'https://x.test/b.png'}}]},
                 {'role':'user','content':'Well?'}]\
                """));
  }
}

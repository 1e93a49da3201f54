package dev.tutti.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.provider.spi.TestingPreset;
import dev.tutti.testing.KnownFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers of one provider in the history of a request to another. */
class ForeignHistoryTest {
  private static final String ANSWERED =
      """
      'messages':[
       {'role':'user','content':'Weather?'},
       {'role':'assistant','content':'I ask.','reasoning_content':'Hm.','reasoning':'Hm.','refusal':null,
        'annotations':[],'thinking_blocks':[{'type':'thinking','thinking':'Hm.','signature':'s'}],
        'provider_blocks':[{'type':'server_tool_use'}],'google_parts':[],'citations':[],'mine':1,
        'stop_reason':'pause_turn','content_parts':[],'extra_content':{'google':{}},
        'tool_calls':[{'id':'call_005AKQn2j5TEr4S6i3zNN59moT','type':'function','mine':2,
          'extra_content':{'google':{'thought_signature':'s'}},'caller':{'type':'code'},
          'function':{'name':'w','arguments':'{}'}}]},
       {'role':'tool','tool_call_id':'call_005AKQn2j5TEr4S6i3zNN59moT','content':'sunny'}]\
      """;

  @ParameterizedTest
  @CsvSource({
    "mistral,'role,content,mine,tool_calls'",
    "groq,'role,content,reasoning,mine,tool_calls'",
    "cohere,'role,content,mine,tool_calls'",
    "openai,'role,content,refusal,annotations,mine,tool_calls'",
    "azure,'role,content,refusal,annotations,mine,tool_calls'",
    "xai,'role,content,reasoning_content,refusal,mine,tool_calls'",
    "deepseek,'role,content,reasoning_content,mine,tool_calls'",
    "zhipu,'role,content,reasoning_content,mine,tool_calls'",
    "moonshot,'role,content,reasoning_content,mine,tool_calls'",
    "dashscope,'role,content,reasoning_content,mine,tool_calls'",
    "openrouter,'role,content,reasoning_content,reasoning,refusal,annotations,mine,tool_calls'"
  })
  @KnownFault("GATEWAY-F6")
  void members_of_answers_go_to_those_who_know_them(String preset, String members) {
    var message = TestingPreset.chat(preset, "m", ANSWERED).path("messages").path(1);
    assertThat(message.propertyNames()).containsExactlyInAnyOrder(members.split(","));
    assertThat(message.path("tool_calls").path(0).propertyNames())
        .containsExactlyInAnyOrder("id", "type", "mine", "function");
  }

  @Test
  void an_upstream_of_which_nothing_is_known_gets_everything() {
    var sent = TestingPreset.chat("openai-compatible", "m", ANSWERED);
    assertThat(sent.path("messages"))
        .isEqualTo(TestingPreset.json("{" + ANSWERED + "}").path("messages"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mistral", "groq", "openai", "azure", "cohere"})
  @KnownFault("GATEWAY-F6")
  void reasoning_of_the_messages_api_does_not_become_a_member_that_is_refused(String preset) {
    var sent =
        TestingPreset.messages(
            preset,
            "m",
            """
            'messages':[{'role':'user','content':'Weather?'},
             {'role':'assistant','content':[{'type':'thinking','thinking':'Hm.','signature':''},
              {'type':'tool_use','id':'toolu_1','name':'w','input':{}}]},
             {'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_1','content':'sunny'}]}],
            'metadata':{'user_id':'u1'},'service_tier':'standard_only'\
            """);
    assertThat(sent.path("messages").path(1).propertyNames())
        .containsExactlyInAnyOrder("role", "content", "tool_calls");
    assertThat(sent.has("user")).isNotEqualTo(preset.equals("mistral"));
    assertThat(sent.has("service_tier")).isNotEqualTo(preset.equals("mistral"));
  }

  @Test
  @KnownFault("GATEWAY-F7")
  void mistral_gets_ids_of_nine_letters_the_same_in_every_request() {
    var first = TestingPreset.chat("mistral", "m", ANSWERED).path("messages");
    var id = id(first.path(1), 0);
    assertThat(id).matches("[a-zA-Z0-9]{9}");
    assertThat(first.path(2).path("tool_call_id").asString()).isEqualTo(id);
    assertThat(TestingPreset.chat("mistral", "m", ANSWERED).path("messages")).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"toolu_01A09q90qw90lq917835lq9", "functions.w:0", "1", "世界"})
  @KnownFault("GATEWAY-F7")
  void mistral_gets_ids_of_every_provider_in_its_form(String id) {
    var sent = calls("mistral", id, "D681PevKs");
    assertThat(id(sent.path(1), 0)).matches("[a-zA-Z0-9]{9}");
    assertThat(sent.path(2).path("tool_call_id").asString()).isEqualTo(id(sent.path(1), 0));
    assertThat(id(sent.path(1), 1)).as("Mistral's own").isEqualTo("D681PevKs");
    assertThat(sent.path(3).path("tool_call_id").asString()).isEqualTo("D681PevKs");
  }

  @Test
  @KnownFault({"GATEWAY-F7", "GATEWAY-F10"})
  void mistral_gets_an_id_for_each_call() {
    var sent = calls("mistral", "dup", "dup");
    assertThat(id(sent.path(1), 0)).isNotEqualTo(id(sent.path(1), 1));
    assertThat(sent.path(2).path("tool_call_id").asString()).isEqualTo(id(sent.path(1), 0));
    assertThat(sent.path(3).path("tool_call_id").asString()).isEqualTo(id(sent.path(1), 1));
  }

  @Test
  void others_get_ids_as_they_are() {
    assertThat(id(calls("groq", "functions.w:0", "b").path(1), 0)).isEqualTo("functions.w:0");
  }

  private static JsonNode calls(String preset, String one, String other) {
    return TestingPreset.chat(
            preset,
            "m",
            """
            'messages':[{'role':'user','content':'Hi'},
             {'role':'assistant','content':null,'tool_calls':[
              {'id':'%s','type':'function','function':{'name':'a','arguments':'{}'}},
              {'id':'%s','type':'function','function':{'name':'b','arguments':'{}'}}]},
             {'role':'tool','tool_call_id':'%s','content':'1'},
             {'role':'tool','tool_call_id':'%s','content':'2'}]\
            """
                .formatted(one, other, one, other))
        .path("messages");
  }

  private static String id(JsonNode message, int call) {
    return message.path("tool_calls").path(call).path("id").asString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"deepseek", "zhipu", "openai-compatible", "openai", "mistral", "groq"})
  @KnownFault("GATEWAY-F11")
  void a_turn_of_thinking_alone_is_left_out(String preset) {
    for (var content :
        new String[] {
          "[{'type':'thinking','thinking':'Hm.','signature':'s'}]",
          "[{'type':'thinking','thinking':'Hm.','signature':''}]",
          "[{'type':'redacted_thinking','data':'x'}]",
          "[]"
        }) {
      var sent =
          TestingPreset.messages(
              preset,
              "m",
              "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':%s},{'role':'user','content':'And?'}]"
                  .formatted(content));
      assertThat(sent.path("messages"))
          .as(content)
          .isEqualTo(
              TestingPreset.json(
                  "[{'role':'user','content':'Hi'},{'role':'user','content':'And?'}]"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"deepseek", "mistral", "openai"})
  @KnownFault("GATEWAY-F11")
  void so_is_an_answer_in_openais_dialect_that_was_cut_off_while_the_model_thought(String preset) {
    var sent =
        TestingPreset.chat(
            preset,
            "m",
            "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':null,'reasoning_content':'Hm.'},"
                + "{'role':'user','content':'And?'}]");
    assertThat(sent.path("messages")).hasSize(2);
  }
}

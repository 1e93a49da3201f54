package dev.tutti.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.provider.spi.TestingPreset;
import dev.tutti.testing.KnownFault;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Conversations of one dialect's callers at providers of another. */
class ForeignConversationTest {
  private static final String MIDWAY =
      """
      'system':'Top.','messages':[{'role':'user','content':'a'},{'role':'assistant','content':'b'},
       {'role':'user','content':'c'},
       {'role':'system','content':[{'type':'text','text':'Be concise.','cache_control':{'type':'ephemeral'}}]},
       {'role':'system','content':[],'output_config':{'effort':'low'}}]\
      """;

  @Test
  @KnownFault("GATEWAY-F8")
  void instructions_within_the_conversation_stay_where_the_model_takes_them() {
    var sent = TestingPreset.messages("anthropic", "claude-opus-4-8", MIDWAY);
    assertThat(sent.path("system").asString()).isEqualTo("Top.");
    same(
        sent.path("messages"),
        """
        [{'role':'user','content':[{'type':'text','text':'a'}]},
         {'role':'assistant','content':[{'type':'text','text':'b'}]},
         {'role':'user','content':[{'type':'text','text':'c'}]},
         {'role':'system','content':[{'type':'text','text':'Be concise.','cache_control':{'type':'ephemeral'}}]},
         {'role':'system','content':[],'output_config':{'effort':'low'}}]\
        """);
  }

  @Test
  @KnownFault("GATEWAY-F8")
  void so_do_they_after_results_of_tools_and_in_openais_dialect() {
    var sent =
        TestingPreset.chat(
            "anthropic",
            "claude-opus-4-8",
            """
            'messages':[{'role':'system','content':'Top.'},{'role':'user','content':'a'},
             {'role':'assistant','tool_calls':[{'id':'c1','type':'function','function':{'name':'t','arguments':'{}'}}]},
             {'role':'tool','tool_call_id':'c1','content':'r'},{'role':'developer','content':'Be concise.'}]\
            """);
    assertThat(sent.path("system").asString()).isEqualTo("Top.");
    same(
        sent.path("messages").path(3),
        "{'role':'system','content':[{'type':'text','text':'Be concise.'}]}");
  }

  @Test
  void other_models_have_them_at_the_top() {
    var sent = TestingPreset.messages("anthropic", "claude-sonnet-4-5", MIDWAY);
    assertThat(sent.path("system")).hasSize(2);
    assertThat(sent.path("messages")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "mistral", "openai-compatible"})
  @KnownFault("GATEWAY-F8")
  void other_providers_get_their_words_alone(String preset) {
    var sent = TestingPreset.messages(preset, "m", MIDWAY);
    assertThat(sent.path("messages")).hasSize(5);
    same(sent.path("messages").path(4), "{'role':'system','content':'Be concise.'}");
  }

  @Test
  @KnownFault("GATEWAY-F1")
  void a_summary_that_callers_of_openais_dialect_hand_back_reaches_claude() {
    var sent =
        TestingPreset.chat(
            "anthropic",
            "claude-opus-4-8",
            """
            'messages':[{'role':'user','content':'a'},{'role':'assistant','content':'b','provider_blocks':[
              {'type':'compaction','content':'So far.','encrypted_content':'e1'},{'type':'server_tool_use'}]},
             {'role':'user','content':'c'}]\
            """);
    same(
        sent.path("messages").path(1).path("content"),
        "[{'type':'compaction','content':'So"
            + " far.','encrypted_content':'e1'},{'type':'text','text':'b'}]");
  }

  private static final String REUSED =
      """
      'messages':[{'role':'user','content':'a'},
       {'role':'assistant','tool_calls':[
        {'id':'call_0','type':'function','function':{'name':'f','arguments':'{}'}},
        {'id':'call_0','type':'function','function':{'name':'g','arguments':'{}'}}]},
       {'role':'tool','tool_call_id':'call_0','content':'1'},{'role':'tool','tool_call_id':'call_0','content':'2'},
       {'role':'assistant','tool_calls':[{'id':'call_0','type':'function','function':{'name':'h','arguments':'{}'}}]},
       {'role':'tool','tool_call_id':'call_0','content':'3'}]\
      """;

  @Test
  @KnownFault("GATEWAY-F10")
  void claude_gets_an_id_for_each_call() {
    var turns = TestingPreset.chat("anthropic", "claude-sonnet-4-5", REUSED).path("messages");
    assertThat(ids(turns.path(1), "id")).containsExactly("call_0", "call_0_2");
    assertThat(ids(turns.path(2), "tool_use_id")).containsExactly("call_0", "call_0_2");
    assertThat(ids(turns.path(3), "id")).containsExactly("call_0_3");
    assertThat(ids(turns.path(4), "tool_use_id")).containsExactly("call_0_3");
  }

  @Test
  @KnownFault("GATEWAY-F10")
  void so_do_legacy_calls_and_ids_that_are_alike_in_anthropics_form() {
    var legacy =
        TestingPreset.chat(
                "anthropic",
                "claude-sonnet-4-5",
                """
                'messages':[{'role':'user','content':'a'},
                 {'role':'assistant','content':null,'function_call':{'name':'f','arguments':'{}'}},
                 {'role':'function','name':'f','content':'1'},
                 {'role':'assistant','content':null,'function_call':{'name':'f','arguments':'{}'}},
                 {'role':'function','name':'f','content':'2'}]\
                """)
            .path("messages");
    assertThat(ids(legacy.path(3), "id")).containsExactly("f_2");
    assertThat(ids(legacy.path(4), "tool_use_id")).containsExactly("f_2");
    var alike =
        TestingPreset.chat(
                "anthropic",
                "claude-sonnet-4-5",
                REUSED.replaceFirst("'call_0'", "'call.0'").replaceFirst("'call_0'", "'call:0'"))
            .path("messages");
    assertThat(ids(alike.path(1), "id")).doesNotHaveDuplicates();
  }

  @Test
  @KnownFault("GATEWAY-F10")
  void so_do_blocks_that_stay_in_their_order() {
    var call = "{'type':'tool_use','id':'call_0','name':'f','input':{}}";
    var turns =
        TestingPreset.messages(
                "anthropic",
                "claude-sonnet-4-5",
                "'messages':[{'role':'user','content':'a'},{'role':'assistant','content':[%s,{'type':'text','text':'x'},%s]},"
                        .formatted(call, call)
                    + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'call_0','content':'1'},"
                    + "{'type':'tool_result','tool_use_id':'call_0','content':'2'}]}]")
            .path("messages");
    assertThat(ids(turns.path(1), "id")).containsExactly("call_0", "", "call_0_2");
    assertThat(ids(turns.path(2), "tool_use_id")).containsExactly("call_0", "call_0_2");
  }

  @Test
  @KnownFault("GATEWAY-F10")
  void results_are_named_for_their_own_call_where_names_are_asked_for() {
    var contents = TestingPreset.chat("gemini", "gemini-2.5-flash", REUSED).path("contents");
    assertThat(
            contents
                .path(2)
                .path("parts")
                .valueStream()
                .map(part -> part.path("functionResponse").path("name").asString()))
        .containsExactly("f", "g");
  }

  private static List<String> ids(JsonNode turn, String member) {
    return turn.path("content").valueStream().map(b -> b.path(member).asString("")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\\'a\\':1|{'arguments':'{\\'a\\':1'}",
        "null|{}",
        "''|{}",
        "[]|{'arguments':'[]'}",
        "{}{}|{'arguments':'{}{}'}",
        "7|{'arguments':'7'}",
        "{\\'a\\':1}|{'a':1}"
      })
  @KnownFault("GATEWAY-F15")
  void arguments_that_are_no_object_are_shown_alike(String arguments, String right) {
    var history =
        "'messages':[{'role':'user','content':'a'},{'role':'assistant','tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':'%s'}}]},{'role':'tool','tool_call_id':'c','content':'r'}]"
            .formatted(arguments);
    var claude = TestingPreset.chat("anthropic", "claude-sonnet-4-5", history);
    var gemini = TestingPreset.chat("gemini", "gemini-2.5-flash", history);
    var ollama = TestingPreset.chat("ollama", "m", history);
    same(claude.path("messages").path(1).path("content").path(0).path("input"), right);
    same(
        call(gemini.path("contents").path(1).path("parts").path(0), "functionCall", "args"), right);
    same(
        call(ollama.path("messages").path(1).path("tool_calls").path(0), "function", "arguments"),
        right);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E400", "-1.50e+400", "1e99999999999"})
  @KnownFault("GATEWAY-N9")
  void a_number_of_any_size_stays_one(String number) {
    var history =
        "'messages':[{'role':'user','content':'a'},{'role':'assistant','tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':'{\\'a\\':%s}'}}]},{'role':'tool','tool_call_id':'c','content':'r'}]"
            .formatted(number);
    var sent = TestingPreset.chat("anthropic", "claude-sonnet-4-5", history);
    var input = sent.path("messages").path(1).path("content").path(0).path("input");
    assertThat(input.toString()).isEqualTo("{\"a\":" + number + "}");
  }

  private static JsonNode call(JsonNode holder, String member, String arguments) {
    return holder.path(member).path(arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "image/jpg, '', image/jpeg",
    "image/jpg, iVBORw0KGgo, image/png",
    "image/png, /9j/4AAQ, image/jpeg",
    "image/png, R0lGODlh, image/gif",
    "image/jpeg, UklGRhAgAABXRUJQVlA4IA==, image/webp",
    "image/heic, AAAA, image/heic"
  })
  @KnownFault("GATEWAY-F14")
  void pictures_have_the_type_that_their_bytes_say(String declared, String data, String right) {
    var base64 = data.isEmpty() ? Base64.getEncoder().encodeToString(new byte[] {1, 2, 3}) : data;
    var picture =
        "'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:%s;base64,%s'}}]}]"
            .formatted(declared, base64);
    var claude = TestingPreset.chat("anthropic", "claude-sonnet-4-5", picture);
    var shown = claude.path("messages").path(0).path("content").path(0).path("source");
    assertThat(shown.path("media_type").asString()).isEqualTo(right);
    var gemini = TestingPreset.chat("gemini", "gemini-2.5-flash", picture);
    var part = gemini.path("contents").path(0).path("parts").path(0).path("inlineData");
    assertThat(part.path("mimeType").asString()).isEqualTo(right);
    var source =
        "'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'%s','data':'%s'}}]}]"
            .formatted(declared, base64);
    assertThat(TestingPreset.messages("openai", "m", source).toString())
        .contains("data:" + right + ";base64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{'type':'text','text':'see'},"})
  @KnownFault("GATEWAY-N3")
  void a_failure_that_only_shows_something_says_so_everywhere(String words) {
    var result =
        """
        'messages':[{'role':'user','content':'x'},
         {'role':'assistant','content':[{'type':'tool_use','id':'a','name':'t','input':{}}]},
         {'role':'user','content':[{'type':'tool_result','tool_use_id':'a','is_error':true,'content':[
          %s{'type':'image','source':{'type':'base64','media_type':'image/png','data':'iVBORw0KGgo='}}]}]}]\
        """
            .formatted(words);
    var gemini = TestingPreset.messages("gemini", "gemini-2.5-flash", result);
    assertThat(gemini.path("contents").path(2).path("parts").path(0).toString())
        .contains("\"output\":\"Error:");
    var ollama = TestingPreset.messages("ollama", "m", result);
    assertThat(ollama.path("messages").path(2).path("content").asString()).startsWith("Error:");
    var openai = TestingPreset.messages("openai", "m", result);
    assertThat(openai.path("messages").path(2).path("content").asString()).startsWith("Error:");
  }

  @Test
  @KnownFault("GATEWAY-N6")
  void a_document_that_is_no_data_url_is_told_what_would_be_one() {
    assertThatThrownBy(
            () ->
                TestingPreset.chat(
                    "anthropic",
                    "claude-sonnet-4-5",
                    "'messages':[{'role':'user','content':[{'type':'file','file':{'file_data':'JVBERi0='}}]}]"))
        .hasMessageContaining("data:application/pdf;base64,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "gemini", "ollama", "mistral"})
  @KnownFault("GATEWAY-N7")
  void results_of_searches_and_summaries_are_words_to_others(String preset) {
    var sent =
        TestingPreset.messages(
                preset,
                "m",
                """
                'messages':[{'role':'user','content':'x'},
                 {'role':'assistant','content':[{'type':'compaction','content':'So far.'},
                  {'type':'tool_use','id':'a','name':'t','input':{}}]},
                 {'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':[
                   {'type':'search_result','source':'https://x.test','title':'Seals','content':[{'type':'text','text':'They swim.'}]},
                   {'type':'tool_reference','tool_name':'tide'}]}]}]\
                """)
            .toString();
    assertThat(sent).contains("So far.", "Seals", "https://x.test", "They swim.", "tide");
  }

  private static void same(JsonNode found, String right) {
    assertThat(found).isEqualTo(TestingPreset.json(right));
  }
}

package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Rig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Anthropic says comes to callers of its API as it was said, over real sockets. */
class AnthropicAnswersTest {
  private static final String PATH = "/v1/messages";
  private static final String EDITS =
      "{'applied_edits':[{'type':'compact_20260112','cleared_input_tokens':7}]}";
  private static final String USAGE =
      "'cache_creation':{'ephemeral_5m_input_tokens':0,'ephemeral_1h_input_tokens':4},"
          + "'server_tool_use':{'web_search_requests':2},'service_tier':'priority','yet_unknown':{'a':1}";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {commit_after: 10m}
          providers:
            up: {base_url: "{upstream}"}
            claude: {preset: anthropic, base_url: "{upstream}", api_key: x}
          """);

  @Test
  @KnownFault("GATEWAY-F1")
  void a_streamed_summary_comes_with_its_reason_and_edits() throws Exception {
    var events =
        stream(
            start(""),
            "{'type':'content_block_start','index':0,'content_block':{'type':'compaction','content':null}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'compaction_delta','content':'Summary"
                + " ','encrypted_content':null}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'compaction_delta','content':'of"
                + " all','encrypted_content':'e1'}}",
            "{'type':'content_block_stop','index':0}",
            "{'type':'message_delta','delta':{'stop_reason':'compaction','stop_sequence':null},'context_management':"
                + EDITS
                + ",'usage':{'output_tokens':9,'iterations':[{'type':'compaction'}]}}",
            "{'type':'message_stop'}");
    same(
        event(events, "content_block_start").path("content_block"),
        "{'type':'compaction','content':null,'encrypted_content':null}");
    same(
        event(events, "content_block_delta").path("delta"),
        "{'type':'compaction_delta','content':'Summary of all','encrypted_content':'e1'}");
    var last = event(events, "message_delta");
    assertThat(last.path("delta").path("stop_reason").asString()).isEqualTo("compaction");
    same(last.path("context_management"), EDITS);
    same(last.path("usage").path("iterations"), "[{'type':'compaction'}]");
  }

  @Test
  @KnownFault("GATEWAY-F1")
  void a_summary_that_failed_stays_null() throws Exception {
    var events =
        stream(
            start(""),
            "{'type':'content_block_start','index':0,'content_block':{'type':'compaction','content':null}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'compaction_delta','content':null}}",
            "{'type':'content_block_stop','index':0}",
            "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':9}}",
            "{'type':'message_stop'}");
    same(
        event(events, "content_block_start").path("content_block"),
        "{'type':'compaction','content':null}");
    assertThat(events.stream().map(AnthropicAnswersTest::type))
        .doesNotContain("content_block_delta");
  }

  @Test
  @KnownFault("GATEWAY-F1")
  void blocks_of_tomorrow_grow_by_deltas_of_tomorrow() throws Exception {
    var events =
        stream(
            start(""),
            "{'type':'content_block_start','index':0,'content_block':{'type':'chart','title':'A','points':[1]}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'chart_delta','title':'B','points':[2]}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'chart_delta','axis':{'x':1}}}",
            "{'type':'content_block_stop','index':0}",
            "{'type':'message_delta','delta':{'stop_reason':'of_tomorrow'},'usage':{'output_tokens':9}}",
            "{'type':'message_stop'}");
    same(
        event(events, "content_block_start").path("content_block"),
        "{'type':'chart','title':'AB','points':[1,2],'axis':{'x':1}}");
    assertThat(event(events, "message_delta").path("delta").path("stop_reason").asString())
        .isEqualTo("of_tomorrow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compaction", "pause_turn", "end_turn", "refusal", "of_tomorrow"})
  @KnownFault("GATEWAY-F1")
  void a_whole_answer_keeps_its_reason_edits_and_usage(String reason) throws Exception {
    var message =
        whole(
            "claude/c",
            """
            {'id':'msg_1','type':'message','role':'assistant','model':'c','content':[
              {'type':'compaction','content':'Summary','encrypted_content':'e1'},{'type':'text','text':'Hi'}],
             'stop_reason':'%s','stop_sequence':null,'context_management':%s,'usage':
             {'input_tokens':12,'output_tokens':3,'cache_creation_input_tokens':4,%s}}\
            """
                .formatted(reason, EDITS, USAGE));
    assertThat(message.path("stop_reason").asString()).isEqualTo(reason);
    same(message.path("context_management"), EDITS);
    same(
        message.path("content").path(0),
        "{'type':'compaction','content':'Summary','encrypted_content':'e1'}");
    same(
        message.path("usage"),
        "{'input_tokens':12,'cache_creation_input_tokens':4,'cache_read_input_tokens':0,'output_tokens':3,"
            + USAGE
            + "}");
  }

  @Test
  @KnownFault({"CLIENTS-C4", "GATEWAY-F1"})
  void a_stream_says_at_its_beginning_what_the_upstream_said_there() throws Exception {
    var events =
        stream(
            start("," + USAGE + ",'cache_read_input_tokens':5"),
            "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hi'}}",
            "{'type':'content_block_stop','index':0}",
            "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':9}}",
            "{'type':'message_stop'}");
    same(
        event(events, "message_start").path("message").path("usage"),
        "{'input_tokens':12,'cache_creation_input_tokens':0,'cache_read_input_tokens':5,'output_tokens':1,"
            + USAGE
            + "}");
    var last = event(events, "message_delta").path("usage");
    assertThat(last.path("output_tokens").asInt()).isEqualTo(9);
    assertThat(last.path("input_tokens").asInt()).isEqualTo(12);
    assertThat(last.has("tutti_estimated")).isFalse();
  }

  @Test
  @KnownFault("GATEWAY-F10")
  void an_id_that_the_history_has_is_not_given_again() throws Exception {
    var calls =
        """
        {'id':'x','object':'chat.completion','created':1,'model':'m','choices':[{'index':0,'finish_reason':'tool_calls',
         'logprobs':null,'message':{'role':'assistant','content':null,'refusal':null,'tool_calls':[
          {'id':'call_0','type':'function','function':{'name':'t','arguments':'{}'}},
          {'id':'dup','type':'function','function':{'name':'t','arguments':'{}'}},
          {'id':'dup','type':'function','function':{'name':'t','arguments':'{}'}},
          {'id':'own','type':'function','function':{'name':'t','arguments':'{}'}}]}}]}\
        """;
    rig.upstream().play(turn -> turn.json(200, calls.replace('\'', '"')));
    var history =
        """
        {"model":"up/m","max_tokens":9,"messages":[{"role":"user","content":"x"},
         {"role":"assistant","content":[{"type":"tool_use","id":"call_0","name":"t","input":{}}]},
         {"role":"user","content":[{"type":"tool_result","tool_use_id":"call_0","content":"r"}]}]}\
        """;
    var ids =
        Json.tree(post(history)).path("content").valueStream().map(block -> id(block)).toList();
    assertThat(ids).hasSize(4).doesNotHaveDuplicates().doesNotContain("call_0").contains("own");
  }

  @Test
  @KnownFault("GATEWAY-F10")
  void calls_of_one_answer_have_ids_of_their_own_in_openais_dialect_too() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .event(Chat.role())
                    .event(call(0, "a"))
                    .event(call(1, "b"))
                    .event(Chat.finish())
                    .done());
    try (var client =
        rig.tutti()
            .client()
            .post("/v1/chat/completions", Chat.with(Chat.question("up/m"), "\"stream\":true"))) {
      client.head();
      var said =
          client.events().stream()
              .filter(event -> event.startsWith("data: {"))
              .flatMap(
                  event ->
                      Json.tree(event.substring(6))
                          .path("choices")
                          .path(0)
                          .path("delta")
                          .path("tool_calls")
                          .valueStream())
              .toList();
      assertThat(said).hasSize(2);
      assertThat(id(said.get(0))).isEqualTo("dup");
      assertThat(id(said.get(1))).isNotEqualTo("dup").isNotEmpty();
      assertThat(said.get(1).path("index").asInt()).isEqualTo(1);
      assertThat(said.get(1).path("function").path("name").asString()).isEqualTo("b");
    }
  }

  private static String call(int index, String name) {
    return "{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":null,\"delta\":{%s}}]}"
        .formatted(
            "\"tool_calls\":[{\"index\":%d,\"id\":\"dup\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"{}\"}}]"
                .formatted(index, name));
  }

  private static String start(String usage) {
    return "{'type':'message_start','message':{'id':'msg_1','type':'message','role':'assistant','content':[],"
        + "'model':'c','stop_reason':null,'usage':{'input_tokens':12,'output_tokens':1"
        + usage
        + "}}}";
  }

  private static List<JsonNode> stream(String... events) throws Exception {
    rig.upstream()
        .play(
            turn -> {
              var stream = turn.stream();
              for (var event : events) {
                stream.event(event.replace('\'', '"'));
              }
              stream.end();
            });
    var asked =
        Chat.with(
            Chat.question("claude/c"),
            "\"max_tokens\":100,\"stream\":true,\"context_management\":{\"edits\":[]}");
    try (var client = rig.tutti().client().post(PATH, asked)) {
      client.head();
      return client.events().stream()
          .map(event -> Json.tree(event.lines().toList().get(1).substring("data: ".length())))
          .toList();
    }
  }

  private static JsonNode whole(String model, String answer) throws Exception {
    rig.upstream().play(turn -> turn.json(200, answer.replace('\'', '"')));
    return Json.tree(post(Chat.with(Chat.question(model), "\"max_tokens\":100")));
  }

  private static String post(String body) throws Exception {
    try (var client = rig.tutti().client().post(PATH, body)) {
      var heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      return heard.body();
    }
  }

  private static JsonNode event(List<JsonNode> events, String type) {
    return events.stream().filter(event -> type(event).equals(type)).findFirst().orElseThrow();
  }

  private static String type(JsonNode json) {
    return json.path("type").asString("");
  }

  private static String id(JsonNode json) {
    return json.path("id").asString("");
  }

  private static void same(JsonNode found, String right) {
    assertThat(found).isEqualTo(Json.tree(right.replace('\'', '"')));
  }
}

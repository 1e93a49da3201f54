package dev.tutti.provider.openai;

import static dev.tutti.provider.openai.TestingOpenAi.HEAD;
import static dev.tutti.provider.openai.TestingOpenAi.choice;
import static dev.tutti.provider.openai.TestingOpenAi.delta;
import static dev.tutti.provider.openai.TestingOpenAi.finish;
import static dev.tutti.provider.openai.TestingOpenAi.json;
import static dev.tutti.provider.openai.TestingOpenAi.mended;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenAiMendingTest {
  private static final String FIRST = delta("\"role\":\"assistant\",\"content\":\"a\"");

  @Test
  void completes_the_head() {
    var chunk =
        mended(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}],\"x\":1}",
                finish("stop"))
            .getFirst();
    assertThat(chunk.path("id").asString()).startsWith("chatcmpl-");
    assertThat(chunk.path("created").asLong()).isEqualTo(1772366400);
    assertThat(chunk.path("model").asString()).isEqualTo("fast");
    assertThat(chunk.path("x").asInt()).isEqualTo(1);
    assertThat(first(chunk)).isEqualTo(json("{'content':'a','role':'assistant'}"));
  }

  @Test
  void gives_all_chunks_the_head_of_the_first() {
    var chunks =
        mended(
            FIRST, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"b\"}}]}", finish("stop"));
    assertThat(chunks).extracting(chunk -> chunk.path("id").asString()).containsOnly("chatcmpl-1");
    assertThat(chunks).extracting(chunk -> chunk.path("model").asString()).containsOnly("m-1");
  }

  @Test
  void takes_along_what_comes_before_the_first_choice() {
    var chunks =
        mended(
            "{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"filters\":[1]}",
            FIRST,
            finish("stop"));
    assertThat(chunks).hasSize(2);
    assertThat(chunks.getFirst().path("filters")).isEqualTo(json("[1]"));
    assertThat(chunks.getFirst().path("id").asString()).isEqualTo("chatcmpl-1");
  }

  @Test
  void joins_parts_of_content_and_tells_thinking_apart() {
    var chunks =
        mended(
            delta(
                "\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":"
                    + "[{\"type\":\"text\",\"text\":\"hm\"}]}]"),
            delta(
                "\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"reference\",\"ids\":[1]},"
                    + "{\"type\":\"text\",\"text\":\"b\"}]"),
            finish("stop"));
    assertThat(first(chunks.get(0)).path("reasoning_content").asString()).isEqualTo("hm");
    assertThat(first(chunks.get(1)).path("content").asString()).isEqualTo("ab");
    assertThat(first(chunks.get(1)).path("content_parts")).hasSize(3);
  }

  @Test
  void says_reasoning_under_the_name_that_callers_know() {
    var chunk =
        mended(delta("\"role\":\"assistant\",\"reasoning\":\"hm\""), finish("stop")).getFirst();
    assertThat(first(chunk))
        .isEqualTo(json("{'role':'assistant','reasoning':'hm','reasoning_content':'hm'}"));
  }

  @Test
  void says_the_role_once() {
    var chunks =
        mended(
            FIRST,
            delta("\"role\":\"assistant\",\"content\":\"b\""),
            delta("\"role\":null"),
            finish("stop"));
    assertThat(chunks)
        .extracting(chunk -> first(chunk).has("role"))
        .containsExactly(true, false, false, false);
  }

  @Test
  void says_what_is_null_where_the_schema_allows_no_null_not_at_all() {
    var chunk =
        mended(
                delta(
                    "\"role\":\"assistant\",\"content\":\"a\",\"tool_calls\":null,\"function_call\":null"),
                finish("stop"))
            .getFirst();
    assertThat(first(chunk)).isEqualTo(json("{'role':'assistant','content':'a'}"));
  }

  @Test
  void spreads_a_call_that_is_repeated_on_later_deltas() {
    var chunks =
        mended(
            delta("\"role\":\"assistant\",\"content\":null"),
            call(
                "\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}"),
            call(
                "\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}"),
            call(
                "\"index\":0,\"id\":\"\",\"type\":\"function\",\"function\":{\"name\":\"\",\"arguments\":\"}\"}"),
            finish("tool_calls"));
    assertThat(calls(chunks))
        .containsExactly(
            json("{'index':0,'id':'c1','type':'function','function':{'name':'f','arguments':''}}"),
            json("{'index':0,'function':{'arguments':'{'}}"),
            json("{'index':0,'function':{'arguments':'}'}}"));
  }

  @Test
  void numbers_calls_that_come_whole_and_without_numbers() {
    var chunks =
        mended(
            delta(
                "\"role\":\"assistant\",\"tool_calls\":["
                    + "{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":{\"x\":1}}},"
                    + "{\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]"),
            finish("stop"));
    assertThat(calls(chunks))
        .containsExactly(
            json(
                "{'id':'a','function':{'name':'f','arguments':'{\\\"x\\\":1}'},'index':0,'type':'function'}"),
            json(
                "{'id':'b','function':{'name':'g','arguments':'{}'},'index':1,'type':'function'}"));
    assertThat(chunks.getLast().path("choices").path(0).path("finish_reason").asString())
        .isEqualTo("tool_calls");
  }

  @Test
  void tells_calls_apart_that_have_the_same_number() {
    var chunks =
        mended(
            delta("\"role\":\"assistant\",\"content\":null"),
            call(
                "\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}"),
            call(
                "\"index\":0,\"id\":\"b\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}"),
            call(
                "\"index\":0,\"id\":\"\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}"),
            finish("tool_calls"));
    assertThat(calls(chunks))
        .extracting(call -> call.path("index").asInt())
        .containsExactly(0, 1, 2);
    assertThat(calls(chunks))
        .extracting(call -> call.path("id").asString(""))
        .startsWith("a", "b")
        .last()
        .asString()
        .startsWith("call_");
  }

  @Test
  void gives_a_call_without_an_id_one_of_its_own() {
    var chunks =
        mended(
            delta(
                "\"role\":\"assistant\",\"tool_calls\":["
                    + "{\"index\":0,\"id\":\"\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                    + "{\"index\":0,\"id\":\"\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"),
            finish("tool_calls"));
    var ids = calls(chunks).stream().map(call -> call.path("id").asString()).toList();
    assertThat(ids).hasSize(2).doesNotHaveDuplicates().allMatch(id -> id.startsWith("call_"));
  }

  @Test
  void holds_a_call_back_until_its_name_is_known() {
    var chunks =
        mended(
            delta("\"role\":\"assistant\",\"content\":null"),
            call("\"index\":0,\"id\":\"a\",\"function\":{\"arguments\":\"{\"}"),
            call("\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"}\"}"),
            finish("tool_calls"));
    assertThat(calls(chunks))
        .containsExactly(
            json(
                "{'index':0,'id':'a','type':'function','function':{'name':'f','arguments':'{}'}}"));
  }

  @Test
  void keeps_what_it_does_not_know_of_a_call() {
    var chunks =
        mended(
            delta("\"role\":\"assistant\",\"content\":null"),
            call(
                "\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"},\"extra\":{\"s\":1}"),
            finish("tool_calls"));
    assertThat(calls(chunks).getFirst().path("extra")).isEqualTo(json("{'s':1}"));
  }

  @Test
  void leaves_calls_of_custom_tools_alone() {
    var begin =
        "{\"index\":0,\"id\":\"a\",\"type\":\"custom\",\"custom\":{\"name\":\"f\",\"input\":\"\"}}";
    var chunk = delta("\"role\":\"assistant\",\"tool_calls\":[" + begin + "]");
    var chunks =
        TestingOpenAi.read(
            TestingOpenAi.chat("\"stream\":true"),
            TestingOpenAi.stream(chunk, finish("tool_calls")));
    assertThat(TestingOpenAi.text(chunks.getFirst())).contains(begin);
  }

  @Test
  void says_openais_words_for_the_end() {
    assertThat(finished("max_tokens"))
        .isEqualTo(
            json(
                "{'index':0,'delta':{},'finish_reason':'length','native_finish_reason':'max_tokens'}"));
    assertThat(finished("sensitive").path("finish_reason").asString()).isEqualTo("content_filter");
    assertThat(finished("eos").path("finish_reason").asString()).isEqualTo("stop");
  }

  private static JsonNode finished(String word) {
    return mended(FIRST, finish(word)).getLast().path("choices").path(0);
  }

  @Test
  void lets_a_choice_end_once() {
    var again =
        choice("\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":\"stop\"")
            .replace(
                "]}",
                "],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}");
    assertThat(mended(FIRST, finish("stop"), again)).hasSize(2);
  }

  @Test
  void takes_an_empty_reason_for_none() {
    var chunks =
        mended(
            choice("\"delta\":{\"role\":\"assistant\",\"content\":\"a\"},\"finish_reason\":\"\""),
            finish("stop"));
    assertThat(chunks.getFirst().path("choices").path(0).path("finish_reason").isNull()).isTrue();
  }

  @Test
  void gives_a_choice_without_a_delta_an_empty_one() {
    var chunks = mended(FIRST, choice("\"finish_reason\":null,\"filters\":{}"), finish("stop"));
    assertThat(chunks.get(1).path("choices").path(0))
        .isEqualTo(json("{'index':0,'finish_reason':null,'filters':{},'delta':{}}"));
  }

  @Test
  void keeps_a_tier_that_openai_does_not_have_under_another_name() {
    var chunk =
        mended(
                FIRST.replace("\"choices\"", "\"service_tier\":\"on_demand\",\"choices\""),
                finish("stop"))
            .getFirst();
    assertThat(chunk.has("service_tier")).isFalse();
    assertThat(chunk.path("provider_service_tier").asString()).isEqualTo("on_demand");
  }

  @Test
  void puts_a_chunk_of_several_lines_on_one() {
    var pretty =
        "{"
            + HEAD
            + ",\n"
            + "data:"
            + " \"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"a\"},\"finish_reason\":null}]}";
    var chunks =
        TestingOpenAi.read(
            TestingOpenAi.chat("\"stream\":true"), TestingOpenAi.stream(pretty, finish("stop")));
    assertThat(chunks).extracting(TestingOpenAi::text).noneMatch(text -> text.contains("\n"));
  }

  @Test
  void mends_each_of_several_choices_in_one_chunk() {
    var both =
        "{"
            + HEAD
            + ",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}},{\"index\":1,\"delta\":{\"content\":\"b\"}}]}";
    var ends =
        "{"
            + HEAD
            + ",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"},{\"index\":1,\"delta\":{},\"finish_reason\":\"length\"}]}";
    var chunks = mended(both, ends);
    assertThat(chunks.getFirst().path("choices"))
        .extracting(choice -> choice.path("delta").path("role").asString(""))
        .containsExactly("assistant", "assistant");
    assertThat(chunks.getLast().path("choices")).hasSize(2);
  }

  private static String call(String members) {
    return delta("\"tool_calls\":[{" + members + "}]");
  }

  private static JsonNode first(JsonNode chunk) {
    return chunk.path("choices").path(0).path("delta");
  }

  private static List<JsonNode> calls(List<JsonNode> chunks) {
    return chunks.stream().flatMap(chunk -> first(chunk).path("tool_calls").valueStream()).toList();
  }
}

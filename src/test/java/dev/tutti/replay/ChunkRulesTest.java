package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChunkRulesTest {
  private static final String USAGE =
      "{\"id\":\"a\",\"choices\":[],\"usage\":{\"prompt_tokens\":1}}";

  @Test
  void the_regular_form_passes() {
    assertThat(
            kinds(
                call(
                    "{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\"}}"),
                call("{\"index\":0,\"function\":{\"arguments\":\"{}\"}}"),
                finish(),
                USAGE))
        .isEmpty();
  }

  @Test
  void usage_comes_last_and_alone() {
    assertThat(kinds(USAGE, finish())).containsExactly("sse.usage");
    assertThat(
            kinds(finish().replace("\"choices\"", "\"usage\":{\"prompt_tokens\":1},\"choices\"")))
        .containsExactly("sse.usage");
  }

  @Test
  void a_choice_finishes_once_and_an_id_stays() {
    assertThat(kinds(finish(), finish())).containsExactly("sse.finish");
    assertThat(kinds(finish(), USAGE.replace("\"a\"", "\"b\""))).containsExactly("sse.id");
  }

  @Test
  void tool_calls_name_themselves_once_and_count_from_zero() {
    var first = "{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\"}}";
    assertThat(kinds(call(first), call(first))).containsExactly("sse.tool");
    assertThat(kinds(call(first.replace("\"index\":0", "\"index\":1"))))
        .containsExactly("sse.tool");
    assertThat(kinds(call("{\"index\":0,\"function\":{\"arguments\":\"\"}}")))
        .containsExactly("sse.tool");
    assertThat(kinds(call(first), call("{\"index\":0,\"id\":\"\"}"))).containsExactly("sse.tool");
  }

  private static String call(String call) {
    return "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[" + call + "]}}]}";
  }

  private static String finish() {
    return "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
  }

  private static List<String> kinds(String... chunks) {
    var json = Arrays.stream(chunks).map(Corpus.JSON::readTree).toList();
    return ChunkRules.check(json).stream().map(Problem::kind).toList();
  }
}

package dev.tutti.gateway.responses.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatEvent.Extension;
import dev.tutti.chat.ChatEvent.Finish;
import dev.tutti.chat.ChatEvent.Logprobs;
import dev.tutti.chat.ChatEvent.Reasoning;
import dev.tutti.chat.ChatEvent.Refusal;
import dev.tutti.chat.ChatEvent.Text;
import dev.tutti.chat.ChatEvent.ToolCall;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.session.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OutputCollectorTest {
  private final List<String> told = new ArrayList<>();
  private final List<ObjectNode> members = new ArrayList<>();

  private OutputCollector hear(boolean summarizes, ChatEvent... events) {
    var output =
        new OutputCollector(
            new Ids(new Random(3)),
            (type, said) -> {
              told.add(type.substring("response.".length()));
              members.add(said.deepCopy());
            },
            summarizes);
    for (var event : events) {
      output.add(List.of(event));
    }
    output.end();
    return output;
  }

  private List<String> strings(JsonNode items, String name) {
    return items.valueStream().map(item -> item.path(name).asString("")).toList();
  }

  private static ToolCall call(int index, String id, String arguments) {
    return new ToolCall(0, index, id, id.isEmpty() ? "" : "f" + index, arguments);
  }

  private static Finish finish(FinishReason reason) {
    return new Finish(0, reason);
  }

  @Test
  void text_comes_in_the_order_of_openai() {
    var items =
        hear(false, new Text(0, "Hel"), new Text(0, "lo"), finish(FinishReason.STOP)).json();
    assertThat(told)
        .containsExactly(
            "output_item.added",
            "content_part.added",
            "output_text.delta",
            "output_text.delta",
            "output_text.done",
            "content_part.done",
            "output_item.done");
    assertThat(members.getFirst().path("item").path("content")).isEmpty();
    assertThat(members.get(4).path("text").asString()).isEqualTo("Hello");
    assertThat(items.path(0).path("content").path(0).path("text").asString()).isEqualTo("Hello");
    assertThat(items.path(0).path("status").asString()).isEqualTo("completed");
    var id = items.path(0).path("id").asString();
    assertThat(id).startsWith("msg_");
    assertThat(members.subList(1, 6)).allMatch(each -> each.path("item_id").asString().equals(id));
  }

  @Test
  void each_item_ends_before_the_next_begins() {
    var items =
        hear(
                false,
                new Reasoning(0, "Hm."),
                new Text(0, "Look:"),
                call(0, "c0", "{\"a\":"),
                call(0, "", "1}"),
                call(1, "c1", "{}"),
                finish(FinishReason.TOOL_CALLS))
            .json();
    assertThat(strings(items, "type"))
        .containsExactly("reasoning", "message", "function_call", "function_call");
    assertThat(strings(items, "call_id")).containsExactly("", "", "c0", "c1");
    assertThat(strings(items, "arguments")).containsExactly("", "", "{\"a\":1}", "{}");
    int open = 0;
    for (var type : told) {
      open += type.equals("output_item.added") ? 1 : type.equals("output_item.done") ? -1 : 0;
      assertThat(open).isBetween(0, 1);
    }
    assertThat(told.stream().filter("output_item.done"::equals)).hasSize(4);
    var places =
        members.stream().map(each -> each.path("output_index").asInt()).distinct().toList();
    assertThat(places).containsExactly(0, 1, 2, 3);
  }

  @Test
  void calls_that_come_in_turns_are_told_one_after_the_other() {
    var items =
        hear(
                false,
                call(0, "c0", "{\"a\":"),
                call(1, "c1", "{\"b\":"),
                new Text(0, "!"),
                call(0, "", "1}"),
                call(1, "", "2}"),
                finish(FinishReason.TOOL_CALLS))
            .json();
    assertThat(strings(items, "arguments")).containsExactly("{\"a\":1}", "{\"b\":2}", "");
    assertThat(items.path(2).path("content").path(0).path("text").asString()).isEqualTo("!");
    assertThat(told.stream().filter("function_call_arguments.done"::equals)).hasSize(2);
    var places =
        members.stream().map(each -> each.path("output_index").asInt()).distinct().toList();
    assertThat(places).containsExactly(0, 1, 2);
  }

  @Test
  void calls_without_arguments_are_told_too() {
    var items = hear(false, call(0, "c0", ""), call(1, "c1", ""), finish(FinishReason.STOP)).json();
    assertThat(strings(items, "call_id")).containsExactly("c0", "c1");
  }

  @Test
  void reasoning_is_a_summary_where_one_is_asked_for() {
    var items = hear(true, new Reasoning(0, "Hm."), new Text(0, "Yes")).json();
    assertThat(told)
        .startsWith(
            "output_item.added",
            "reasoning_summary_part.added",
            "reasoning_summary_text.delta",
            "reasoning_summary_text.done",
            "reasoning_summary_part.done",
            "output_item.done");
    assertThat(items.path(0).path("summary").path(0).path("text").asString()).isEqualTo("Hm.");
  }

  @Test
  void reasoning_is_told_as_it_is_otherwise() {
    var items = hear(false, new Reasoning(0, "Hm."), new Text(0, "Yes")).json();
    assertThat(told)
        .startsWith(
            "output_item.added",
            "content_part.added",
            "reasoning_text.delta",
            "reasoning_text.done",
            "content_part.done",
            "output_item.done");
    assertThat(items.path(0).path("content").path(0).path("text").asString()).isEqualTo("Hm.");
    assertThat(items.path(0).path("summary")).isEmpty();
  }

  @Test
  void a_refusal_is_a_part_of_its_own() {
    var items = hear(false, new Text(0, "Well, "), new Refusal(0, "no.")).json();
    assertThat(strings(items.path(0).path("content"), "type"))
        .containsExactly("output_text", "refusal");
    assertThat(items.path(0).path("content").path(1).path("refusal").asString()).isEqualTo("no.");
    assertThat(told).contains("refusal.delta", "refusal.done");
    assertThat(members.get(told.indexOf("refusal.delta")).path("content_index").asInt())
        .isEqualTo(1);
  }

  @Test
  void an_answer_that_is_cut_off_is_incomplete() {
    var output = hear(false, new Text(0, "Hel"), finish(FinishReason.LENGTH));
    assertThat(output.finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(output.json().path(0).path("status").asString()).isEqualTo("incomplete");
  }

  @Test
  void likelihoods_come_with_their_text() {
    var output =
        new OutputCollector(
            new Ids(new Random(3)), (_, said) -> members.add(said.deepCopy()), false);
    var token = Json.object().put("token", "Hi");
    output.add(List.of(new Text(0, "Hi"), new Logprobs(0, List.of(token))));
    output.end();
    assertThat(members.get(2).path("logprobs").path(0)).isEqualTo(token);
    assertThat(output.json().path(0).path("content").path(0).path("logprobs").path(0))
        .isEqualTo(token);
  }

  @Test
  void what_providers_say_beyond_our_words_is_kept_on_its_item() {
    var blocks = Json.array().add("signed");
    var cited = Json.array();
    cited.addObject().put("type", "url_citation").putObject("url_citation").put("url", "u");
    var items =
        hear(
                false,
                new Reasoning(0, "Hm."),
                new Text(0, "Yes"),
                new Extension(0, "thinking_blocks", blocks),
                new Extension(0, "annotations", cited),
                new Extension(0, "citations", blocks))
            .json();
    assertThat(items.path(0).path("provider_fields").path("thinking_blocks")).isEqualTo(blocks);
    assertThat(items.path(1).path("provider_fields").path("citations")).isEqualTo(blocks);
    assertThat(items.path(1).path("content").path(0).path("annotations").path(0))
        .isEqualTo(Json.object().put("type", "url_citation").put("url", "u"));
  }

  @Test
  void signed_reasoning_that_is_hidden_is_an_item_too() {
    var blocks = Json.array().add("signed");
    var items = hear(false, new Text(0, "Yes"), new Extension(0, "thinking_blocks", blocks)).json();
    assertThat(strings(items, "type")).containsExactly("message", "reasoning");
  }

  @Test
  void alternatives_are_passed_over() {
    assertThat(hear(false, new Text(1, "No"), new Text(0, "Yes")).json()).hasSize(1);
  }
}

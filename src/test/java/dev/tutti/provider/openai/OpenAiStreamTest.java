package dev.tutti.provider.openai;

import static dev.tutti.provider.openai.TestingOpenAi.HEAD;
import static dev.tutti.provider.openai.TestingOpenAi.chat;
import static dev.tutti.provider.openai.TestingOpenAi.choice;
import static dev.tutti.provider.openai.TestingOpenAi.delta;
import static dev.tutti.provider.openai.TestingOpenAi.finish;
import static dev.tutti.provider.openai.TestingOpenAi.read;
import static dev.tutti.provider.openai.TestingOpenAi.readCut;
import static dev.tutti.provider.openai.TestingOpenAi.reader;
import static dev.tutti.provider.openai.TestingOpenAi.stream;
import static dev.tutti.provider.openai.TestingOpenAi.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Usage;
import dev.tutti.wire.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenAiStreamTest {
  private static final ChatRequest ASKED = chat("\"stream\":true");
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7,\"x\":0.250}";
  private static final String[] REGULAR = {
    delta("\"role\":\"assistant\",\"content\":\"\",\"refusal\":null"),
    "{ "
        + HEAD
        + ",\"x\": 1.50, \"choices\" : [ {\"index\":0,\"delta\":{\"content\":\"H\\u00e9\"}"
        + ",\"finish_reason\":null,\"logprobs\":null} ],\"usage\":null}",
    delta("\"reasoning_content\":\"hm\""),
    delta(
        "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\","
            + "\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]"),
    delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]"),
    finish("tool_calls"),
    "{" + HEAD + ",\"choices\":[]," + USAGE + "}"
  };

  @Test
  void relays_what_is_regular_untouched() {
    var chunks = read(ASKED, stream(REGULAR));
    assertThat(chunks).extracting(TestingOpenAi::text).containsExactly(REGULAR);
  }

  @Test
  void knows_which_chunks_a_caller_could_miss() {
    var chunks = read(ASKED, stream(REGULAR));
    assertThat(chunks)
        .extracting(Chunk::substantial)
        .containsExactly(false, true, true, true, true, true, false);
  }

  @Test
  void says_the_same_however_the_network_cuts_it() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var body = ": hello\r\n\r\n" + stream(REGULAR).replace("\n\n", "\r\n\r\n");
    for (int round = 0; round < 300; round++) {
      assertThat(readCut(ASKED, body, random))
          .as("seed %d", seed)
          .extracting(TestingOpenAi::text)
          .containsExactly(REGULAR);
    }
  }

  @Test
  void fails_wherever_it_is_cut_before_the_last_finish() {
    var body = stream(REGULAR);
    int last = body.indexOf("\"finish_reason\":\"tool_calls\"");
    for (int at = 0; at < last; at++) {
      var piece = body.substring(0, at);
      assertThatThrownBy(() -> read(ASKED, piece))
          .as(piece)
          .extracting("code")
          .isEqualTo(FaultCode.TRUNCATED);
    }
  }

  @Test
  void gives_usage_that_came_with_choices_once_at_the_end() {
    var last = choice("\"delta\":{},\"finish_reason\":\"stop\"").replace("]}", "]," + USAGE + "}");
    var chunks = read(ASKED, stream(delta("\"role\":\"assistant\",\"content\":\"a\""), last));
    assertThat(text(chunks.get(1))).isEqualTo(finish("stop"));
    assertThat(chunks.get(2))
        .asInstanceOf(type(Chunk.Verbatim.class))
        .satisfies(
            chunk -> {
              assertThat(chunk.usageOnly()).isTrue();
              assertThat(chunk.usage()).isEqualTo(Usage.of(5, 2));
              assertThat(chunk.json().tree())
                  .isEqualTo(Json.tree("{" + HEAD + ",\"choices\":[]," + USAGE + "}"));
            });
  }

  @Test
  void counts_the_report_that_says_most() {
    var chunks =
        read(
            ASKED,
            stream(
                delta("\"role\":\"assistant\",\"content\":\"a\"").replace("]}", usage(5, 1)),
                delta("\"content\":\"b\"").replace("]}", usage(5, 2)),
                finish("stop").replace("]}", usage(5, 3)),
                "{" + HEAD + ",\"choices\":[" + usage(0, 0)));
    assertThat(chunks).hasSize(4);
    assertThat(chunks.getLast().usage()).isEqualTo(Usage.of(5, 3));
    assertThat(chunks.getLast()).extracting(TestingOpenAi::text).asString().contains(":8}");
  }

  private static String usage(int input, int output) {
    return "],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}}"
        .formatted(input, output, input + output);
  }

  @Test
  void completes_a_report_that_lacks_totals() {
    var chunks =
        read(
            ASKED,
            stream(
                delta("\"role\":\"assistant\",\"content\":\"a\""),
                finish("stop"),
                "{"
                    + HEAD
                    + ",\"choices\":[],\"usage\":{\"prompt_tokens\":5,"
                    + "\"completion_tokens\":2,\"completion_tokens_details\":null}}"));
    assertThat(((Chunk.Verbatim) chunks.getLast()).json().get("usage"))
        .isEqualTo(Json.tree("{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}"));
  }

  @Test
  void estimates_what_is_never_reported() {
    var chunks =
        read(
            ASKED,
            stream(
                delta("\"role\":\"assistant\",\"content\":\"some words here\""), finish("stop")));
    assertThat(chunks.getLast().usage().estimated()).isTrue();
    assertThat(chunks.getLast().usage().output()).isBetween(2L, 5L);
    assertThat(chunks.getLast().usage().input()).isBetween(3L, 9L);
  }

  @Test
  void keeps_what_else_a_report_that_lacks_totals_came_with() {
    var chunks =
        read(
            ASKED,
            stream(
                delta("\"role\":\"assistant\",\"content\":\"a\""),
                finish("stop"),
                "{" + HEAD + ",\"choices\":[],\"cost\":3,\"usage\":{\"prompt_tokens\":5}}"));
    assertThat(((Chunk.Verbatim) chunks.getLast()).json().get("cost").asInt()).isEqualTo(3);
  }

  @Test
  void takes_a_report_of_zeros_for_none() {
    var chunks =
        read(
            ASKED,
            stream(
                delta("\"role\":\"assistant\",\"content\":\"a\""),
                finish("stop"),
                "{" + HEAD + ",\"choices\":[" + usage(0, 0)));
    var last = (Chunk.Verbatim) chunks.getLast();
    assertThat(last.usage().estimated()).isTrue();
    assertThat(last.json().get("usage").path("prompt_tokens").asLong())
        .isEqualTo(last.usage().input());
  }

  @Test
  void finds_usage_in_groqs_own_member() {
    var last =
        finish("stop")
            .replace(
                "]}", "],\"x_groq\":{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}}");
    var chunks = read(ASKED, stream(delta("\"role\":\"assistant\",\"content\":\"a\""), last));
    assertThat(text(chunks.get(1))).isEqualTo(last);
    assertThat(chunks.getLast().usage()).isEqualTo(Usage.of(3, 4));
  }

  @Test
  void is_complete_with_a_finish_reason_and_no_last_word() {
    var body = stream(delta("\"role\":\"assistant\",\"content\":\"a\""), finish("stop"));
    assertThat(read(ASKED, body.replace("data: [DONE]\n\n", ""))).hasSize(3);
    assertThat(read(ASKED, body.replace("data: [DONE]\n\n", "data: {\"id\":\"chat"))).hasSize(3);
  }

  @Test
  void is_not_complete_while_another_choice_goes_on() {
    var other =
        delta("\"role\":\"assistant\",\"content\":\"b\"").replace("\"index\":0", "\"index\":1");
    var body = stream(delta("\"role\":\"assistant\",\"content\":\"a\""), other, finish("stop"));
    assertThat(read(ASKED, body)).hasSize(4);
    assertThatThrownBy(() -> read(ASKED, body.replace("data: [DONE]\n\n", "")))
        .extracting("code")
        .isEqualTo(FaultCode.TRUNCATED);
  }

  @Test
  void does_not_believe_a_last_word_without_a_finish_reason() {
    assertThatThrownBy(() -> read(ASKED, stream(delta("\"role\":\"assistant\",\"content\":\"a\""))))
        .extracting("code")
        .isEqualTo(FaultCode.TRUNCATED);
    assertThatThrownBy(() -> read(ASKED, stream()))
        .extracting("code")
        .isEqualTo(FaultCode.TRUNCATED);
  }

  @Test
  void hears_nothing_after_the_last_word() {
    var reader = reader(ASKED);
    var chunks = new ArrayList<Chunk>();
    for (var data :
        List.of(delta("\"role\":\"assistant\",\"content\":\"a\""), finish("stop"), "[DONE]")) {
      assertThat(reader.done()).isFalse();
      reader.read(frame("", data), chunks::add);
    }
    assertThat(reader.done()).isTrue();
    reader.read(frame("", delta("\"content\":\"late\"")), chunks::add);
    reader.end(chunks::add);
    assertThat(chunks).hasSize(3);
  }

  @Test
  void knows_what_was_spent_when_the_caller_leaves() {
    var reader = reader(ASKED);
    assertThat(reader.spent()).isEqualTo(Usage.NONE);
    reader.read(frame("", delta("\"role\":\"assistant\",\"content\":\"a few words\"")), _ -> {});
    assertThat(reader.spent().estimated()).isTrue();
    assertThat(reader.spent().output()).isEqualTo(4);
  }

  @Test
  void passes_over_what_is_no_part_of_the_answer() {
    var body =
        ": PROCESSING\n\ndata:\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n"
            + stream(delta("\"role\":\"assistant\",\"content\":\"a\""), finish("stop"));
    assertThat(read(ASKED, body)).hasSize(3);
  }

  @Test
  void throws_an_error_that_comes_inside_the_stream() {
    var begun = "data: " + delta("\"role\":\"assistant\",\"content\":\"a\"") + "\n\n";
    assertFault(
        begun + "event: error\ndata: {\"error\":{\"message\":\"m\"}}\n\n",
        FaultCode.UPSTREAM_ERROR);
    assertFault("event: error\ndata: out of order\n\n", FaultCode.UPSTREAM_ERROR);
    assertFault(
        begun + "data: {\"error\":{\"message\":\"m\",\"code\":429}}\n\n", FaultCode.RATE_LIMITED);
    assertFault(
        "data: {\"error\":{\"message\":\"m\",\"type\":\"overloaded_error\"}}\n\n",
        FaultCode.OVERLOADED);
    assertFault(
        "data: {\"code\":\"DataInspectionFailed\",\"message\":\"m\"}\n\n",
        FaultCode.CONTENT_FILTER);
    assertFault("data: <html>\n\n", FaultCode.UPSTREAM_ERROR);
    assertFault(begun + "data: " + finish("insufficient_system_resource"), FaultCode.OVERLOADED);
    assertFault(begun + "data: " + finish("error"), FaultCode.UPSTREAM_ERROR);
  }

  private static void assertFault(String body, FaultCode code) {
    assertThatThrownBy(() -> read(ASKED, body))
        .isInstanceOf(Fault.class)
        .extracting("code")
        .isEqualTo(code);
  }

  @Test
  void refuses_absurd_numbers() {
    assertFault(
        "data: " + finish("stop").replace("\"index\":0", "\"index\":99999"),
        FaultCode.UPSTREAM_ERROR);
    assertFault(
        "data: " + finish("stop").replace("\"index\":0", "\"index\":-1"), FaultCode.UPSTREAM_ERROR);
    assertFault(
        "data: " + finish("stop").replace("\"index\":0", "\"index\":99999999999"),
        FaultCode.UPSTREAM_ERROR);
  }

  @Test
  void relays_text_completions() {
    var asked =
        TestingOpenAi.request(
            Operation.TEXT_COMPLETION, "{\"model\":\"m\",\"prompt\":\"x\",\"stream\":true}");
    var head = HEAD.replace("chat.completion.chunk", "text_completion");
    String[] chunks = {
      "{"
          + head
          + ",\"choices\":[{\"text\":\"a\",\"index\":0,\"logprobs\":null,\"finish_reason\":null}]}",
      "{"
          + head
          + ",\"choices\":[{\"text\":\"\",\"index\":0,\"logprobs\":null,\"finish_reason\":\"stop\"}]}",
      "{" + head + ",\"choices\":[]," + USAGE + "}"
    };
    assertThat(read(asked, stream(chunks))).extracting(TestingOpenAi::text).containsExactly(chunks);
  }

  private static Frame frame(String event, String data) {
    return new Frame(event, data.getBytes(StandardCharsets.UTF_8));
  }
}

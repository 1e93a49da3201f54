package dev.tutti.provider.openai;

import static dev.tutti.provider.openai.TestingOpenAi.chat;
import static dev.tutti.provider.openai.TestingOpenAi.json;
import static dev.tutti.provider.openai.TestingOpenAi.request;
import static dev.tutti.provider.openai.TestingOpenAi.whole;
import static dev.tutti.provider.openai.TestingOpenAi.wholeChunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Usage;
import dev.tutti.provider.TestingSchema;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenAiWholeTest {
  private static final ChatRequest ASKED = chat();
  private static final ChatRequest EMBED =
      request(Operation.EMBEDDINGS, "{\"model\":\"e\",\"input\":[\"a\",\"b\"]}");
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}";

  @Test
  void relays_what_is_regular_untouched() {
    var body =
        "\n"
            + "{ \"id\":\"x\", \"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
            + " \"y\":1.50,\n"
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\"},"
            + "\"finish_reason\":\"stop\"}],"
            + USAGE
            + "}\n";
    var chunk = wholeChunk(ASKED, body);
    assertThat(TestingOpenAi.text(chunk)).isEqualTo(body);
    assertThat(chunk.usage()).isEqualTo(Usage.of(5, 2));
  }

  @Test
  void completes_what_is_missing() {
    var answer = answer("{\"choices\":[{\"message\":{\"content\":\"a\"}}],\"z\":2," + USAGE + "}");
    assertThat(answer.path("id").asString()).startsWith("chatcmpl-");
    assertThat(answer.path("z").asInt()).isEqualTo(2);
    assertThat(answer.path("choices").path(0))
        .isEqualTo(
            json(
                "{'message':{'content':'a','role':'assistant','refusal':null},'index':0,"
                    + "'logprobs':null,'finish_reason':'stop'}"));
  }

  @Test
  void mends_the_message_like_a_delta() {
    var message =
        message(
            "\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\"},{\"type\":\"text\",\"text\":\"a\"}],"
                + "\"tool_calls\":null");
    assertThat(message.path("content").asString()).isEqualTo("a");
    assertThat(message.path("reasoning_content").asString()).isEqualTo("hm");
  }

  @Test
  void mends_calls_and_says_that_they_are_why_it_ended() {
    var answer =
        answer(
            of(
                "\"content\":null,\"tool_calls\":[{\"id\":\"\",\"function\":"
                    + "{\"name\":\"f\",\"arguments\":{\"x\":1}}},{\"id\":\"b\",\"index\":1,\"function\":"
                    + "{\"name\":\"g\"}}]"));
    var choice = answer.path("choices").path(0);
    assertThat(choice.path("finish_reason").asString()).isEqualTo("tool_calls");
    var calls = choice.path("message").path("tool_calls");
    assertThat(calls.path(0).path("function").path("arguments").asString()).isEqualTo("{\"x\":1}");
    assertThat(calls.path(0).path("id").asString()).startsWith("call_");
    assertThat(calls.path(1).path("function").path("arguments").asString()).isEmpty();
  }

  @Test
  void estimates_usage_that_is_not_reported() {
    var chunk =
        wholeChunk(
            ASKED,
            "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"some"
                + " words\"},\"finish_reason\":\"stop\"}]}");
    assertThat(chunk.usage().estimated()).isTrue();
    assertThat(chunk.json().get("usage").path("tutti_estimated").asBoolean()).isTrue();
    assertThat(chunk.json().get("usage").path("total_tokens").asLong())
        .isEqualTo(chunk.usage().total());
  }

  @Test
  void refuses_what_is_no_answer() {
    assertFault("{\"error\":{\"message\":\"m\",\"code\":502}}", FaultCode.UPSTREAM_ERROR);
    assertFault(
        "{\"error\":{\"message\":\"m\",\"code\":\"content_filter\"}}", FaultCode.CONTENT_FILTER);
    assertFault("{\"message\":\"m\",\"code\":429}", FaultCode.RATE_LIMITED);
    assertFault("{\"choices\":[]}", FaultCode.UPSTREAM_ERROR);
    assertFault("{\"choices\":null}", FaultCode.UPSTREAM_ERROR);
    assertFault("{}", FaultCode.UPSTREAM_ERROR);
    assertFault("[]", FaultCode.UPSTREAM_ERROR);
    assertFault("<html>busy</html> and more", FaultCode.UPSTREAM_ERROR);
    assertFault("", FaultCode.UPSTREAM_ERROR);
    assertFault(of("\"content\":\"a\"").substring(0, 40), FaultCode.TRUNCATED);
    assertFault(
        of("\"content\":\"par\"").replace("stop", "insufficient_system_resource"),
        FaultCode.OVERLOADED);
  }

  @Test
  void relays_embeddings_untouched() {
    var body =
        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[1.50e-1]},"
            + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[2]}],"
            + "\"model\":\"e\",\"usage\":{\"prompt_tokens\":2,\"total_tokens\":2}}";
    var chunk = wholeChunk(EMBED, body);
    assertThat(TestingOpenAi.text(chunk)).isEqualTo(body);
    assertThat(chunk.usage()).isEqualTo(Usage.of(2, 0));
  }

  @Test
  void mends_embeddings() {
    var answer = whole(EMBED, "{\"data\":[{\"embedding\":[0.5]},{\"embedding\":\"AAAAPw==\"}]}");
    assertThat(answer.path("object").asString()).isEqualTo("list");
    assertThat(answer.path("model").asString()).isEqualTo("e");
    assertThat(answer.path("data").path(1))
        .isEqualTo(json("{'embedding':[0.5],'object':'embedding','index':1}"));
    assertThat(answer.path("usage").path("prompt_tokens").asInt()).isEqualTo(3);
    assertThat(answer.path("usage").has("completion_tokens")).isFalse();
  }

  @Test
  void relays_text_completions() {
    var asked = request(Operation.TEXT_COMPLETION, "{\"model\":\"m\",\"prompt\":\"x\"}");
    var body =
        "{\"id\":\"x\",\"object\":\"text_completion\",\"created\":1,\"model\":\"m\",\"choices\":"
            + "[{\"text\":\"a\",\"index\":0,\"logprobs\":null,\"finish_reason\":\"length\"}],"
            + USAGE
            + "}";
    assertThat(TestingOpenAi.text(wholeChunk(asked, body))).isEqualTo(body);
    var mended = whole(asked, body.replace("text_completion", "text.completion"));
    assertThat(mended.path("object").asString()).isEqualTo("text_completion");
  }

  private static String of(String message) {
    return "{\"choices\":[{\"message\":{"
        + message
        + "},\"finish_reason\":\"stop\"}],"
        + USAGE
        + "}";
  }

  private static JsonNode answer(String body) {
    var answer = whole(ASKED, body);
    TestingSchema.requireAnswer(answer);
    return answer;
  }

  private static JsonNode message(String members) {
    return answer(of(members)).path("choices").path(0).path("message");
  }

  private static void assertFault(String body, FaultCode code) {
    assertThatThrownBy(() -> wholeChunk(ASKED, body)).as(body).extracting("code").isEqualTo(code);
  }
}

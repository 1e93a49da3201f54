package dev.tutti.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What clients of OpenAI's dialect rely on in every chunk, checked member by member. */
public final class TestingSchema {
  private static final Set<String> FINISH =
      Set.of("stop", "length", "tool_calls", "content_filter", "function_call");

  private TestingSchema() {}

  public static void requireChunk(JsonNode chunk) {
    requireHead(chunk, "chat.completion.chunk");
    for (var choice : chunk.path("choices")) {
      requireChoice(choice);
      assertThat(choice.has("finish_reason")).isTrue();
      requireWords(choice.path("delta"));
      assertThat(choice.path("delta").isObject()).isTrue();
      for (var call : choice.path("delta").path("tool_calls")) {
        assertThat(call.path("index").isIntegralNumber()).isTrue();
        assertThat(call.path("function").path("arguments").isString()).isTrue();
      }
    }
  }

  public static void requireAnswer(JsonNode answer) {
    requireHead(answer, "chat.completion");
    for (var choice : answer.path("choices")) {
      requireChoice(choice);
      assertThat(choice.path("finish_reason").isString()).isTrue();
      var message = choice.path("message");
      requireWords(message);
      assertThat(message.path("role").asString()).isEqualTo("assistant");
      assertThat(message.has("content")).isTrue();
      for (var call : message.path("tool_calls")) {
        assertThat(call.path("id").asString()).isNotEmpty();
        assertThat(call.path("type").asString()).isEqualTo("function");
        assertThat(call.path("function").path("name").isString()).isTrue();
        assertThat(call.path("function").path("arguments").isString()).isTrue();
      }
    }
    assertThat(answer.path("usage").path("total_tokens").isIntegralNumber()).isTrue();
  }

  private static void requireHead(JsonNode answer, String object) {
    assertThat(answer.path("object").asString("")).isEqualTo(object);
    assertThat(answer.path("id").asString("")).isNotEmpty();
    assertThat(answer.path("created").isIntegralNumber()).isTrue();
    assertThat(answer.path("model").isString()).isTrue();
    assertThat(answer.path("choices").isArray()).isTrue();
  }

  private static void requireChoice(JsonNode choice) {
    assertThat(choice.path("index").isIntegralNumber()).isTrue();
    var finish = choice.path("finish_reason");
    assertThat(finish.isNull() || FINISH.contains(finish.asString(""))).as("%s", finish).isTrue();
    var logprobs = choice.path("logprobs");
    assertThat(logprobs.isMissingNode() || logprobs.isNull() || logprobs.isObject()).isTrue();
  }

  private static void requireWords(JsonNode message) {
    for (var name : Set.of("content", "refusal", "reasoning_content")) {
      var words = message.path(name);
      assertThat(words.isMissingNode() || words.isNull() || words.isString()).as(name).isTrue();
    }
    for (var name : Set.of("role", "tool_calls", "function_call")) {
      assertThat(message.path(name).isNull()).as(name).isFalse();
    }
  }
}

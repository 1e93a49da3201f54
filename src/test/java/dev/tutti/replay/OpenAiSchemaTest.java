package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenAiSchemaTest {
  private static final String ANSWER =
      """
      {"id": "a", "object": "chat.completion", "created": 1, "model": "m",
       "system_fingerprint": null,
       "choices": [{"index": 0, "finish_reason": "stop",
                    "message": {"role": "assistant", "content": "x"}}]}
      """;

  @Test
  void what_open_ai_itself_sends_passes() throws IOException {
    assertThat(kinds("CreateChatCompletionResponse", ANSWER)).isEmpty();
    assertThat(
            kinds(
                "CreateChatCompletionStreamResponse",
                """
                {"id": "a", "object": "chat.completion.chunk", "created": 1, "model": "m",
                 "choices": [{"index": 0, "delta": {}, "finish_reason": null}]}
                """))
        .isEmpty();
  }

  @Test
  void the_rest_holds() throws IOException {
    assertThat(kinds("CreateChatCompletionResponse", ANSWER.replace("\"stop\"", "\"eos\"")))
        .containsExactly("schema.CreateChatCompletionResponse/choices/*/finish_reason");
    assertThat(kinds("CreateChatCompletionResponse", ANSWER.replace("\"created\": 1,", "")))
        .containsExactly("schema.CreateChatCompletionResponse");
    assertThat(kinds("ErrorResponse", "{\"error\": {\"message\": \"x\"}}"))
        .contains("schema.ErrorResponse/error");
  }

  private static List<String> kinds(String schema, String json) throws IOException {
    return OpenAiSchema.small().check(schema, Corpus.JSON.readTree(json)).stream()
        .map(Problem::kind)
        .toList();
  }
}

package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PromptTest {

  @Test
  void a_tool_result_is_named_by_the_call_that_it_answers() {
    var prompt =
        chat(
            """
            {"model": "m", "messages": [
              {"role": "user", "content": "Is the ferry on time?"},
              {"role": "assistant", "tool_calls": [{"id": "c1", "type": "function",
                "function": {"name": "ferry_status", "arguments": "{}"}}]},
              {"role": "tool", "tool_call_id": "c1", "content": "on time"},
              {"role": "tool", "tool_call_id": "c2", "content": "who asked?"}]}
            """);

    assertThat(prompt.messages())
        .filteredOn(ChatMessage.ToolResult.class::isInstance)
        .extracting(message -> ((ChatMessage.ToolResult) message).name())
        .containsExactly("ferry_status", "");
  }

  @Test
  void several_prompts_are_not_joined() {
    var prompt =
        prompt(
            Operation.TEXT_COMPLETION,
            """
            {"model": "m", "prompt": ["Once", "Twice"]}
            """);

    assertThatThrownBy(prompt::messages)
        .hasMessage("prompt: 2 prompts (expected by this model: one)");
  }

  @Test
  void tokens_are_not_an_empty_prompt() {
    var prompt =
        prompt(
            Operation.TEXT_COMPLETION,
            """
            {"model": "m", "prompt": [17, 4]}
            """);

    assertThatThrownBy(prompt::messages)
        .hasMessage("prompt: tokens (expected by this model: a string)");
  }

  @Test
  void a_tool_choice_without_a_name_is_not_a_named_one() {
    assertThat(choice("{\"type\": \"auto\"}")).isEqualTo(new ToolChoice.Auto());
    assertThat(choice("{\"type\": \"function\", \"function\": {\"name\": \"tide\"}}"))
        .isEqualTo(new ToolChoice.Named("tide"));
    assertThatThrownBy(() -> choice("{\"type\": \"allowed_tools\", \"allowed_tools\": {}}"))
        .hasMessageStartingWith("tool_choice: \"allowed_tools\"");
  }

  private static ToolChoice choice(String json) {
    return ToolChoice.of(Json.tree(json));
  }

  private static Prompt chat(String json) {
    return prompt(Operation.CHAT, json);
  }

  private static Prompt prompt(Operation operation, String json) {
    return ChatRequest.parse(operation, json.getBytes(StandardCharsets.UTF_8)).prompt();
  }
}

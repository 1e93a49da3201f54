package dev.tutti.provider.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.KnownFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ReasoningStyleTest {
  private static final String HELLO = "'messages':[{'role':'user','content':'Hello'}]";
  private static final List<String> WORDS =
      List.of(
          "reasoning",
          "reasoning_effort",
          "thinking",
          "enable_thinking",
          "think",
          "generationConfig",
          "output_config");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anthropic|claude-sonnet-4-6|{'thinking':{'type':'disabled'}}",
        "ollama|qwen3|{'think':false}",
        "gemini|gemini-2.5-flash|{'generationConfig':{'maxOutputTokens':32,'thinkingConfig':{'thinkingBudget':0,'includeThoughts':false}}}",
        "gemini|gemini-3-flash|{'generationConfig':{'maxOutputTokens':32,'thinkingConfig':{'thinkingLevel':'minimal','includeThoughts':false}}}",
        "gemini|gemini-2.0-flash|{'generationConfig':{'maxOutputTokens':32}}",
        "gemini|gemma-3-27b-it|{'generationConfig':{'maxOutputTokens':32}}",
        "deepseek|deepseek-v4-flash|{'thinking':{'type':'disabled'}}",
        "zhipu|glm-4.7|{'thinking':{'type':'disabled'}}",
        "zhipu|glm-5.3|{'reasoning_effort':'low'}",
        "zhipu|glm-4-plus|{}",
        "moonshot|kimi-k2.6|{'thinking':{'type':'disabled'}}",
        "moonshot|kimi-k3|{'reasoning_effort':'low'}",
        "moonshot|moonshot-v1-8k|{}",
        "dashscope|qwen3-32b|{'enable_thinking':false}",
        "dashscope|qwen3-235b-a22b-thinking-2507|{}",
        "openrouter|qwen/qwen3-32b|{'reasoning_effort':'none'}",
        "openai-compatible|qwen3|{'reasoning_effort':'none'}",
        "openai|gpt-5.1|{'reasoning_effort':'none'}",
        "openai|gpt-5.6-luna|{'reasoning_effort':'none'}",
        "openai|gpt-5-mini|{'reasoning_effort':'minimal'}",
        "openai|o4-mini|{'reasoning_effort':'low'}",
        "openai|gpt-5-pro|{'reasoning':{'effort':'high'}}",
        "openai|gpt-4o-mini|{}",
        "azure|my-deployment|{}",
        "groq|qwen/qwen3-32b|{'reasoning_effort':'none'}",
        "groq|openai/gpt-oss-20b|{'reasoning_effort':'low'}",
        "groq|llama-3.3-70b-versatile|{}",
        "xai|grok-4|{}",
        "xai|grok-4.3|{'reasoning_effort':'none'}",
        "mistral|mistral-small-latest|{'reasoning_effort':'none'}",
        "mistral|magistral-medium-latest|{}",
        "cohere|command-a-03-2025|{}"
      })
  @KnownFault("GATEWAY-F5")
  void no_thinking_is_said_in_every_providers_words(String preset, String model, String right) {
    var sent = TestingPreset.messages(preset, model, "'thinking':{'type':'disabled'}," + HELLO);
    assertThat(words(sent)).isEqualTo(TestingPreset.json(right));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai|gpt-4o|{}",
        "openai|gpt-5-pro|{'reasoning':{'effort':'high'}}",
        "openai|o3|{'reasoning_effort':'low'}",
        "groq|qwen/qwen3-32b|{'reasoning_effort':'default'}",
        "mistral|mistral-small-latest|{'reasoning_effort':'high'}",
        "moonshot|kimi-k2.5|{'thinking':{'type':'enabled'}}",
        "deepseek|deepseek-v4-pro|{'reasoning_effort':'low'}",
        "xai|grok-4|{}",
        "openai-compatible|m|{'reasoning_effort':'low'}"
      })
  @KnownFault("GATEWAY-F5")
  void so_is_a_budget_which_models_that_cannot_be_told_do_not_get(
      String preset, String model, String right) {
    var sent =
        TestingPreset.messages(
            preset, model, "'thinking':{'type':'enabled','budget_tokens':2000}," + HELLO);
    assertThat(words(sent)).isEqualTo(TestingPreset.json(right));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deepseek|deepseek-v4-flash|none|{'thinking':{'type':'disabled'}}",
        "deepseek|deepseek-v4-flash|xhigh|{'reasoning_effort':'max'}",
        "zhipu|glm-4.7|none|{'thinking':{'type':'disabled'}}",
        "zhipu|glm-5.2|high|{'reasoning_effort':'high'}",
        "moonshot|kimi-k2.5|none|{'thinking':{'type':'disabled'}}",
        "dashscope|qwen-plus|none|{'enable_thinking':false}",
        "dashscope|qwen-plus|high|{'reasoning_effort':'high'}",
        "openai|gpt-4o|none|{'reasoning_effort':'none'}",
        "groq|llama|high|{'reasoning_effort':'high'}",
        "openai|gpt-5|as-i-like|{'reasoning_effort':'as-i-like'}"
      })
  @KnownFault("GATEWAY-F5")
  void openais_word_is_translated_for_those_who_do_not_define_it(
      String preset, String model, String effort, String right) {
    var sent =
        TestingPreset.chat(preset, model, "'reasoning_effort':'%s',".formatted(effort) + HELLO);
    assertThat(words(sent)).isEqualTo(TestingPreset.json(right));
  }

  @Test
  void what_callers_say_in_the_providers_own_words_counts() {
    var sent =
        TestingPreset.chat(
            "deepseek",
            "deepseek-v4-flash",
            "'reasoning_effort':'none','thinking':{'type':'enabled'}," + HELLO);
    assertThat(words(sent))
        .isEqualTo(TestingPreset.json("{'reasoning_effort':'none','thinking':{'type':'enabled'}}"));
  }

  private static ObjectNode words(JsonNode sent) {
    return ((ObjectNode) sent).retain(WORDS);
  }
}

package dev.tutti.provider.anthropic;

import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Assistant;
import dev.tutti.chat.ChatMessage.ToolResult;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Prompt;
import dev.tutti.chat.SealedReasoning;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code reasoning_effort} in Anthropic's words: an effort for models that decide by themselves how
 * much to think, a budget of tokens within {@code max_tokens} for older ones. What the caller says
 * in {@code thinking} itself counts before it.
 */
record AnthropicThinking(Prompt prompt, List<ChatMessage> messages, ClaudeModel model) {
  private static final int LEAST_BUDGET = 1_024;

  /**
   * Writes {@code thinking} and {@code output_config.effort}.
   *
   * @param limit the request's {@code max_tokens}
   * @param forced whether a tool must be called, before which no model may think
   */
  void write(ObjectNode body, int limit, boolean forced) {
    var effort = prompt.text("reasoning_effort").orElse("");
    if (effort.isEmpty() || body.has("thinking")) {
      return;
    }
    int budget = budget(effort);
    if (model.adaptive()) {
      adaptive(body, effort, forced);
    } else if (model.thinking() == ClaudeModel.Thinking.BUDGET
        && budget > 0
        && limit > LEAST_BUDGET
        && !forced
        && !isUnsignedToolLoop()) {
      int share = Math.max(LEAST_BUDGET, limit / 4 * 3);
      body.putObject("thinking")
          .put("type", "enabled")
          .put("budget_tokens", Math.min(budget, share));
    }
  }

  private void adaptive(ObjectNode body, String effort, boolean forced) {
    if (effort.equals("none")) {
      body.putObject("thinking").put("type", "disabled");
      return;
    }
    if (!forced) {
      body.putObject("thinking").put("type", "adaptive").put("display", "summarized");
    }
    body.withObject(AnthropicWords.OUTPUT).put("effort", word(effort));
  }

  private String word(String effort) {
    return switch (effort) {
      case "minimal" -> "low";
      case "xhigh" -> model.thinking() == ClaudeModel.Thinking.ALWAYS ? "xhigh" : "max";
      default -> effort;
    };
  }

  private static int budget(String effort) {
    return switch (effort) {
      case "none" -> 0;
      case "minimal" -> LEAST_BUDGET;
      case "low" -> 2_048;
      case "medium" -> 8_192;
      case "high" -> 24_576;
      case "xhigh", "max" -> 49_152;
      default ->
          throw Fault.invalid(
              "reasoning_effort",
              "\"%s\" (expected: none, minimal, low, medium, high or xhigh)".formatted(effort));
    };
  }

  /**
   * Whether tools have answered to calls whose signed reasoning the caller did not keep: a model
   * with a budget then refuses to think.
   */
  private boolean isUnsignedToolLoop() {
    var before = messages.reversed().stream().dropWhile(ToolResult.class::isInstance).findFirst();
    return messages.getLast() instanceof ToolResult
        && before.isPresent()
        && before.get() instanceof Assistant said
        && said.json().path(AnthropicWords.THINKING).valueStream().allMatch(SealedReasoning::holds);
  }
}

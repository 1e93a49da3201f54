package dev.tutti.chat;

import java.util.Locale;

/** Reason for which a model stopped, in OpenAI's words. */
public enum FinishReason {
  STOP,
  LENGTH,
  TOOL_CALLS,
  CONTENT_FILTER;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /** The word on the wire, such as {@code tool_calls}. */
  public String wire() {
    return wire;
  }

  /**
   * The reason behind a provider's own word. A word that nobody knows is {@link #STOP}: the
   * provider has ended the answer on purpose.
   */
  public static FinishReason of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "length", "max_tokens", "model_length", "model_context_window_exceeded" -> LENGTH;
      case "tool_calls", "tool_call", "tool_use", "function_call" -> TOOL_CALLS;
      case "content_filter",
          "refusal",
          "sensitive",
          "safety",
          "recitation",
          "blocklist",
          "prohibited_content",
          "spii",
          "image_safety",
          "image_prohibited_content",
          "image_recitation" ->
          CONTENT_FILTER;
      default -> STOP;
    };
  }
}

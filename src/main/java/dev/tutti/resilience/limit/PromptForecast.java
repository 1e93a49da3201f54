package dev.tutti.resilience.limit;

import dev.tutti.chat.ChatRequest;

/** Forecast of the tokens of prompts, at a glance, as limits reserve them. Thread-safe. */
@FunctionalInterface
public interface PromptForecast {
  /** The same for every model. */
  PromptForecast USUAL = (_, request) -> request.promptForecast();

  /**
   * The tokens that a prompt may take.
   *
   * @param model by the name that callers use, or as {@code provider/name}
   */
  long of(String model, ChatRequest request);
}

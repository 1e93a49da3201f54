package dev.tutti.provider.ollama;

import dev.tutti.chat.Usage;
import tools.jackson.databind.JsonNode;

/** Reader of what the last line of Ollama's answer says of its usage. */
public final class OllamaUsage {
  private OllamaUsage() {}

  /** The usage; {@link Usage#NONE} when a number of it cannot be meant. */
  public static Usage of(JsonNode line) {
    long prompt = tokens(line.path("prompt_eval_count"));
    long said = tokens(line.path("eval_count"));
    return Usage.plausible(prompt, said) ? Usage.of(prompt, said) : Usage.NONE;
  }

  private static long tokens(JsonNode count) {
    return count.isNumber() ? count.asLong(Long.MAX_VALUE) : 0;
  }
}

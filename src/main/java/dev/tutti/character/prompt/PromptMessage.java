package dev.tutti.character.prompt;

/**
 * A message as a model gets it.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 */
public record PromptMessage(String role, String content) {

  static PromptMessage system(String content) {
    return new PromptMessage("system", content);
  }
}

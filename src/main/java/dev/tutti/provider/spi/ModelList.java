package dev.tutti.provider.spi;

import dev.tutti.chat.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Request for the list of an upstream's models: one {@code GET}, and where the names stand in its
 * answer.
 *
 * @param path what follows the provider's base URL, such as {@code /models}
 * @param headers credentials included
 * @param form where the names stand
 */
public record ModelList(String path, List<Map.Entry<String, String>> headers, Form form) {
  /** No list is longer. */
  public static final int MOST_BYTES = 5 << 20;

  private static final int MOST = 5_000;
  private static final int LONGEST = 512;

  /** Formats of the answer, by where the names stand. */
  public enum Form {
    /** {@code {"data": [{"id": ...}]}}: OpenAI's, and Anthropic's. */
    DATA_IDS,
    /**
     * Gemini's {@code {"models": [{"name": "models/...", "supportedGenerationMethods": [...]}]}}:
     * those that can be asked for content or vectors.
     */
    GEMINI,
    /** Ollama's {@code {"models": [{"name": ...}]}}. */
    OLLAMA;

    private Stream<String> names(JsonNode answer) {
      return switch (this) {
        case DATA_IDS -> texts(answer.path("data").valueStream(), "id");
        case OLLAMA -> texts(answer.path("models").valueStream(), "name");
        case GEMINI ->
            texts(answer.path("models").valueStream().filter(Form::speaks), "name")
                .map(name -> name.startsWith("models/") ? name.substring(7) : name);
      };
    }

    private static Stream<String> texts(Stream<JsonNode> entries, String member) {
      return entries.map(entry -> entry.path(member).asString(""));
    }

    private static boolean speaks(JsonNode model) {
      return model
          .path("supportedGenerationMethods")
          .valueStream()
          .map(method -> method.asString(""))
          .anyMatch(method -> method.equals("generateContent") || method.equals("embedContent"));
    }
  }

  /**
   * The names in an answer, sorted, each once, 5,000 at most; names that no caller could ask for
   * are left out.
   *
   * @throws dev.tutti.chat.Fault when it is not JSON
   */
  public List<String> names(String answer) {
    Predicate<String> nameable =
        name ->
            !name.isBlank()
                && name.length() <= LONGEST
                && name.codePoints().noneMatch(Character::isISOControl);
    return form.names(Json.tree(answer)).filter(nameable).sorted().distinct().limit(MOST).toList();
  }
}

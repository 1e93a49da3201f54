package dev.tutti.replay;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The recorded usage in OpenAI's sense: {@code prompt_tokens} are all tokens of the prompt, cached
 * ones included, and {@code completion_tokens} all of the answer, reasoning included.
 *
 * <ul>
 *   <li>Anthropic counts cache reads and writes beside its input: they are added.
 *   <li>Gemini counts reasoning beside its output: it is added. Prompts of its own tools are in the
 *       total only: both ways of counting them as input are right.
 *   <li>xAI speaks OpenAI's dialect but counts reasoning beside its output, as its total shows:
 *       relaying its number and adding the reasoning are both right.
 * </ul>
 */
final class UsageRules {
  private UsageRules() {}

  static Optional<Truth.Tokens> of(JsonNode usage, Dialect dialect) {
    if (!usage.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (dialect) {
          case OPENAI -> openAi(usage);
          case ANTHROPIC -> anthropic(usage);
          case GEMINI -> gemini(usage);
          case OLLAMA, RESPONSES -> tokens(usage, number(usage, "input"), number(usage, "output"));
        });
  }

  private static Truth.Tokens openAi(JsonNode usage) {
    var output = number(usage, "output");
    long reasoning = usage.path("reasoning").asLong(0);
    if (reasoning == 0 || output.isEmpty()) {
      return tokens(usage, number(usage, "input"), output);
    }
    long plain = output.iterator().next();
    return tokens(usage, number(usage, "input"), Set.of(plain, plain + reasoning));
  }

  private static Truth.Tokens anthropic(JsonNode usage) {
    long input =
        usage.path("input").asLong(0)
            + usage.path("cached_input").asLong(0)
            + usage.path("cache_write").asLong(0);
    return new Truth.Tokens(
        Set.of(input),
        number(usage, "output"),
        Set.of(usage.path("cached_input").asLong(0)),
        Set.of(usage.path("cache_write").asLong(0)),
        Set.of());
  }

  private static Truth.Tokens gemini(JsonNode usage) {
    long output = usage.path("output").asLong(0) + usage.path("reasoning").asLong(0);
    var input = number(usage, "input");
    if (!input.isEmpty() && usage.path("total").isNumber()) {
      long beside = usage.path("total").asLong() - output;
      long plain = input.iterator().next();
      input = plain == beside ? input : Set.of(plain, beside);
    }
    return tokens(usage, input, Set.of(output));
  }

  private static Truth.Tokens tokens(JsonNode usage, Set<Long> input, Set<Long> output) {
    return new Truth.Tokens(
        input, output, number(usage, "cached_input"), Set.of(), number(usage, "reasoning"));
  }

  private static Set<Long> number(JsonNode usage, String part) {
    var value = usage.path(part);
    return value.isNumber() ? Set.of(value.asLong()) : Set.of();
  }
}

package dev.tutti.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Holds what Tutti said to the truth. */
final class Comparison {
  /** The kinds of problems that are differences, by their first words. */
  static final Set<String> KINDS =
      Set.of(
          "choices",
          "text",
          "reasoning",
          "finish",
          "tool_calls",
          "function_call",
          "usage",
          "embeddings");

  private final List<Problem> problems = new ArrayList<>();

  private Comparison() {}

  /** Everything that differs. */
  static List<Problem> of(Truth.Spoken truth, ReceivedAnswer received) {
    var comparison = new Comparison();
    comparison.choices(truth.choices(), received.choices());
    truth.usage().ifPresent(tokens -> comparison.usage(tokens, received.usage()));
    return comparison.problems;
  }

  /**
   * Everything that differs in embeddings.
   *
   * @param recorded the provider's answer, whose numbers have to arrive in the form asked for
   */
  static List<Problem> of(Truth.Vectors truth, JsonNode recorded, JsonNode answer) {
    var comparison = new Comparison();
    comparison.vectors(truth, answer);
    comparison.values(VectorValues.of(recorded), VectorValues.of(answer));
    truth
        .usage()
        .ifPresent(
            tokens ->
                comparison.number(
                    "usage.input", tokens.input(), answer.path("usage").path("prompt_tokens")));
    return comparison.problems;
  }

  private void choices(List<Truth.Choice> truth, List<ReceivedAnswer.Choice> heard) {
    if (truth.size() != heard.size()) {
      problems.add(Problem.differs("choices", truth.size(), heard.size()));
      return;
    }
    for (int i = 0; i < truth.size(); i++) {
      choice(truth.get(i), heard.get(i));
    }
  }

  private void choice(Truth.Choice truth, ReceivedAnswer.Choice heard) {
    text("text", truth.text(), heard.text());
    text("reasoning", truth.reasoning(), heard.reasoning());
    if (!truth.finish().isEmpty() && !truth.finish().contains(heard.finish())) {
      problems.add(Problem.differs("finish", truth.finish(), heard.finish()));
    }
    if (truth.calls().size() == heard.calls().size()) {
      for (int i = 0; i < truth.calls().size(); i++) {
        call(truth.calls().get(i), heard.calls().get(i));
      }
    } else {
      problems.add(Problem.differs("tool_calls", truth.calls(), heard.calls()));
    }
    legacy(truth.legacy(), heard.legacy());
  }

  private void text(String kind, String truth, String heard) {
    if (!truth.equals(heard)) {
      problems.add(Problem.textDiffers(kind, truth, heard));
    }
  }

  private void call(Truth.Call truth, ReceivedAnswer.Call heard) {
    if (truth.id().isPresent() ? !truth.id().get().equals(heard.id()) : heard.id().isEmpty()) {
      problems.add(
          Problem.differs("tool_calls.id", truth.id().orElse("an id made up"), heard.id()));
    }
    if (!truth.name().equals(heard.name())) {
      problems.add(Problem.differs("tool_calls.name", truth.name(), heard.name()));
    }
    if (!sameJson(truth.arguments(), heard.arguments())) {
      problems.add(Problem.differs("tool_calls.arguments", truth.arguments(), heard.arguments()));
    }
  }

  private void legacy(Optional<Truth.Call> truth, Optional<ReceivedAnswer.Call> heard) {
    if (truth.isPresent() != heard.isPresent()) {
      problems.add(Problem.differs("function_call", truth, heard));
    } else if (truth.isPresent()
        && !(truth.get().name().equals(heard.get().name())
            && sameJson(truth.get().arguments(), heard.get().arguments()))) {
      problems.add(Problem.differs("function_call", truth.get(), heard.get()));
    }
  }

  private static boolean sameJson(String truth, String heard) {
    try {
      return truth.equals(heard) || Corpus.JSON.readTree(truth).equals(Corpus.JSON.readTree(heard));
    } catch (JacksonException _) {
      return false;
    }
  }

  private void usage(Truth.Tokens truth, Optional<JsonNode> heard) {
    if (heard.isEmpty()) {
      problems.add(Problem.differs("usage", truth, "none"));
      return;
    }
    var usage = heard.get();
    var input = usage.path("prompt_tokens_details");
    number("usage.input", truth.input(), usage.path("prompt_tokens"));
    number("usage.output", truth.output(), usage.path("completion_tokens"));
    number("usage.cached", truth.cached(), input.path("cached_tokens"));
    number("usage.cache_write", truth.cacheWrite(), input.path("cache_write_tokens"));
    number(
        "usage.reasoning",
        truth.reasoning(),
        usage.path("completion_tokens_details").path("reasoning_tokens"));
  }

  /** What is not reported is 0. */
  private void number(String kind, Set<Long> truth, JsonNode heard) {
    if (!truth.isEmpty() && !truth.contains(heard.asLong(0))) {
      problems.add(Problem.differs(kind, truth, heard));
    }
  }

  private void vectors(Truth.Vectors truth, JsonNode answer) {
    var data = answer.path("data");
    if (data.size() != truth.count()) {
      problems.add(Problem.differs("embeddings.count", truth.count(), data.size()));
    }
    for (int i = 0; i < Math.min(truth.dimensions().size(), data.size()); i++) {
      var embedding = data.path(i).path("embedding");
      var size = truth.dimensions().get(i);
      boolean right = size.map(n -> n == embedding.size()).orElse(embedding.isString());
      if (!right || data.path(i).path("index").asInt(-1) != i) {
        problems.add(Problem.differs("embeddings.size", size, data.path(i)));
      }
    }
  }

  private void values(List<List<Float>> truth, List<List<Float>> heard) {
    if (!truth.equals(heard)) {
      problems.add(Problem.differs("embeddings.values", truth, heard));
    }
  }
}

package dev.tutti.replay;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads what a recording says that the answer is. */
final class Truths {
  private Truths() {}

  /**
   * The truth of a recording.
   *
   * @return empty when the recording does not say: then there is nothing to compare with
   */
  static Optional<Truth> of(Recording recording, Placement.Route route) {
    if (recording.answer().isPresent()) {
      var answer = recording.answer().get();
      return Optional.of(
          route.endpoint() == ReplayEndpoint.EMBEDDINGS
              ? vectors(answer)
              : spoken(answer, route.dialect()));
    }
    if (recording.expected().map(e -> e.category().equals("none")).orElse(false)) {
      return Optional.of(harmless());
    }
    boolean written =
        route.endpoint() == ReplayEndpoint.COMPLETIONS && recording.expected().isEmpty();
    return written ? Optional.of(CompletionTruth.of(recording)) : Optional.empty();
  }

  /** The documented oddities that are no errors all say "ok". */
  private static Truth harmless() {
    return new Truth.Spoken(
        List.of(new Truth.Choice("ok", "", List.of(), Optional.empty(), Set.of("stop"))),
        Optional.empty());
  }

  private static Truth vectors(JsonNode answer) {
    return new Truth.Vectors(
        answer.path("count").asInt(),
        answer
            .path("dims")
            .valueStream()
            .map(size -> Optional.of(size).filter(JsonNode::isInt).map(JsonNode::asInt))
            .toList(),
        UsageRules.of(answer.path("usage"), Dialect.OPENAI));
  }

  private static Truth spoken(JsonNode answer, Dialect dialect) {
    return new Truth.Spoken(
        answer.path("choices").valueStream().map(choice -> choice(choice, dialect)).toList(),
        UsageRules.of(answer.path("usage"), dialect));
  }

  private static Truth.Choice choice(JsonNode choice, Dialect dialect) {
    var calls = choice.path("tool_calls").valueStream().map(Truths::call).toList();
    var legacy = Optional.of(choice.path("fc")).filter(JsonNode::isObject).map(Truths::call);
    return new Truth.Choice(
        choice.path("text").asString(""),
        choice.path("reasoning").asString(""),
        calls,
        legacy,
        FinishWords.of(choice.path("finish"), !calls.isEmpty(), dialect));
  }

  private static Truth.Call call(JsonNode call) {
    return new Truth.Call(
        Optional.of(call.path("id").asString("")).filter(id -> !id.isEmpty()),
        call.path("name").asString(""),
        call.path("arguments").asString(""));
  }
}

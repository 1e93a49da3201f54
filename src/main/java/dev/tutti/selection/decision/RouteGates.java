package dev.tutti.selection.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gates: what keeps a request away from models, whatever else speaks for them. */
final class RouteGates {
  private static final String KNOWN = ", as far as is known (routing.models may say otherwise)";

  private RouteGates() {}

  /**
   * The verdicts about some models. What nobody has said of a model, and is not known of it, keeps
   * nothing away; what is only known does where another model is left. A key that may use none of
   * them, but may use {@code auto}, may use them by way of it.
   */
  static List<GateVerdict> verdicts(List<RouteCandidate> candidates, RouteQuestion question) {
    boolean some = candidates.stream().anyMatch(each -> question.allowed().test(each.name()));
    var told = new ArrayList<GateVerdict>();
    var known = new ArrayList<GateVerdict>();
    for (var candidate : candidates) {
      if (some && !question.allowed().test(candidate.name())) {
        told.add(
            new GateVerdict(
                candidate.name(), "allowed", "the key may not use " + candidate.name()));
      } else {
        var needs = question.needs();
        verdict(candidate.name(), candidate.traits(), needs, "")
            .ifPresentOrElse(
                told::add,
                () ->
                    verdict(candidate.name(), candidate.known(), needs, KNOWN)
                        .ifPresent(known::add));
      }
    }
    if (told.size() + known.size() < candidates.size()) {
      told.addAll(known);
    }
    return told;
  }

  private static Optional<GateVerdict> verdict(
      String model, ModelTraits traits, RequestNeeds needs, String source) {
    long tokens = needs.promptTokens() + needs.answerTokens();
    if (traits.context() > 0 && tokens > traits.context()) {
      var why =
          "about %d tokens do not fit into the %d of %s".formatted(tokens, traits.context(), model);
      return Optional.of(new GateVerdict(model, "context", why + source));
    }
    if (needs.vision() && traits.vision() == Ability.NO) {
      return Optional.of(new GateVerdict(model, "vision", model + " sees no pictures" + source));
    }
    if (needs.tools() && traits.tools() == Ability.NO) {
      return Optional.of(new GateVerdict(model, "tools", model + " calls no tools" + source));
    }
    return needs.json() && traits.json() == Ability.NO
        ? Optional.of(
            new GateVerdict(model, "json", model + " writes no JSON to a schema" + source))
        : Optional.empty();
  }
}

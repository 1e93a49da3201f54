package dev.tutti.selection.decision;

import java.util.ArrayList;
import java.util.List;

/** Gates: what keeps a request away from models, whatever else speaks for them. */
final class RouteGates {
  private RouteGates() {}

  /**
   * The verdicts about some models. What nobody has said of a model keeps nothing away; and a key
   * that may use none of them, but may use {@code auto}, may use them by way of it.
   */
  static List<GateVerdict> verdicts(List<RouteCandidate> candidates, RouteQuestion question) {
    boolean some = candidates.stream().anyMatch(each -> question.allowed().test(each.name()));
    var verdicts = new ArrayList<GateVerdict>();
    for (var candidate : candidates) {
      if (some && !question.allowed().test(candidate.name())) {
        verdicts.add(
            new GateVerdict(
                candidate.name(), "allowed", "the key may not use " + candidate.name()));
      } else {
        abilities(candidate, question.needs(), verdicts);
      }
    }
    return verdicts;
  }

  private static void abilities(
      RouteCandidate candidate, RequestNeeds needs, List<GateVerdict> verdicts) {
    var traits = candidate.traits();
    long tokens = needs.promptTokens() + needs.answerTokens();
    if (traits.context() > 0 && tokens > traits.context()) {
      verdicts.add(
          new GateVerdict(
              candidate.name(),
              "context",
              "about %d tokens do not fit into the %d of %s"
                  .formatted(tokens, traits.context(), candidate.name())));
    } else if (needs.vision() && traits.vision() == Ability.NO) {
      verdicts.add(verdict(candidate, "vision", "sees no pictures"));
    } else if (needs.tools() && traits.tools() == Ability.NO) {
      verdicts.add(verdict(candidate, "tools", "calls no tools"));
    } else if (needs.json() && traits.json() == Ability.NO) {
      verdicts.add(verdict(candidate, "json", "writes no JSON to a schema"));
    }
  }

  private static GateVerdict verdict(RouteCandidate candidate, String gate, String why) {
    return new GateVerdict(candidate.name(), gate, candidate.name() + " " + why);
  }
}

package dev.tutti.selection.auto;

import dev.tutti.selection.decision.RouteBasis;
import dev.tutti.selection.decision.RouteCandidate;
import dev.tutti.selection.decision.RouteDecider;
import dev.tutti.selection.decision.RouteDecision;
import java.time.Duration;
import java.time.Instant;

/**
 * Decision for a conversation that has a model. In a loop of tools and in a chain of responses that
 * stays; elsewhere a stronger one may take its place, and a lighter one only when nobody has spoken
 * for a while.
 *
 * @param fixed whether the conversation must keep its model
 * @param idle how long nobody speaks until a lighter model may be asked; zero where none is kept
 */
record StickyDecision(StickyRoutes.Place place, boolean fixed, Duration idle) {
  /** Strength of a model that is no candidate, such as one that a rule names. */
  private static final double USUAL = .7;

  RouteDecision over(RouteDecision decision, RouteDecider decider, Instant now) {
    var before = place.model();
    if (before.equals(decision.model())) {
      return decision;
    }
    var gate = decision.gates().stream().filter(each -> each.model().equals(before)).findFirst();
    if (gate.isPresent()) {
      return decision.instead(
          decision.model(),
          decision.basis(),
          "the conversation was with %s, but %s".formatted(before, gate.get().reason()));
    }
    if (!decider.isThere(before)) {
      return decision.instead(
          decision.model(),
          decision.basis(),
          "the conversation was with %s, which is not there any more".formatted(before));
    }
    if (fixed) {
      return decision.instead(
          before,
          RouteBasis.STICKY,
          "the conversation is in a loop of tools or a chain of responses and keeps " + before);
    }
    boolean awake = place.at().plus(idle).isAfter(now);
    boolean stronger = strength(decider, decision.model()) > strength(decider, before);
    return idle.isZero() || !awake || stronger
        ? decision
        : decision.instead(
            before, RouteBasis.STICKY, "the conversation keeps %s".formatted(before));
  }

  private static double strength(RouteDecider decider, String model) {
    return decider.fleet().candidate(model).map(RouteCandidate::strength).orElse(USUAL);
  }
}

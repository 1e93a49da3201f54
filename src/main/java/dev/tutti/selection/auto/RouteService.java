package dev.tutti.selection.auto;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.decision.RouteDecision;
import dev.tutti.selection.decision.RouteQuestion;
import dev.tutti.selection.rule.RoutingRule;
import dev.tutti.selection.rule.RoutingRules;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Analyses and decisions for who wants to know, without any trace: nobody is asked, nothing is
 * tried, no conversation is looked up, and the same request gets the same answer. Thread-safe.
 */
public record RouteService(AutoRouting routing) {

  /**
   * The analysis of a user's text.
   *
   * @throws Fault {@code invalid_request} for a blank one
   */
  public PromptAnalysis analyze(String text, String place) {
    var own = PromptReading.withoutHarness(text);
    if (own.isBlank()) {
      throw Fault.invalid(place, "is blank (expected: what the user says)");
    }
    return routing.questions().analyze(own);
  }

  /** The user's text of messages, as routing reads it; empty where the user says nothing. */
  public static String textOf(JsonNode messages) {
    return PromptReading.of(messages).text();
  }

  /** Where a request would go by the rules of the configuration. */
  public RouteDecision decide(
      ChatRequest request, RouteQuestions.Origin origin, @Nullable QualityKnob wish) {
    var question = question(request, origin, wish);
    return routing.deciders().get().decide(question, routing.outcomes().quality());
  }

  /** The same by other rules, whose models need not be there. */
  public RouteDecision decide(
      ChatRequest request,
      RouteQuestions.Origin origin,
      @Nullable QualityKnob wish,
      List<RoutingRule> rules) {
    var question = question(request, origin, wish);
    var decider = routing.deciders().get();
    var trial = decider.trying(RoutingRules.of(rules, decider.settings().zone()));
    var decision = trial.decide(question, routing.outcomes().quality());
    return decider.isThere(decision.model())
        ? decision
        : decision.instead(
            decision.model(),
            decision.basis(),
            "there is no model %s yet".formatted(decision.model()));
  }

  private RouteQuestion question(
      ChatRequest request, RouteQuestions.Origin origin, @Nullable QualityKnob wish) {
    var reading = PromptReading.of(request);
    if (reading.text().isBlank()) {
      throw Fault.invalid("messages", "no words of the user (expected: some)");
    }
    var named =
        AutoName.is(request.model())
            ? AutoName.knob(request.model())
            : Optional.<QualityKnob>empty();
    var knob = routing.knob(named.orElse(wish), origin.caller());
    return routing.questions().of(request, reading, origin, knob);
  }
}

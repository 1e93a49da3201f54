package dev.tutti.selection.decision;

import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.analysis.RouteStrategy;
import dev.tutti.selection.quality.PromptVector;
import dev.tutti.selection.rule.RuleSubject;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Question where a request goes.
 *
 * @param analysis of the user's text
 * @param vector of the user's text, for what was learned
 * @param subject the request as rules see it
 * @param knob how much quality counts against cost
 * @param allowed whether the caller may use a model by its name
 */
public record RouteQuestion(
    PromptAnalysis analysis,
    PromptVector vector,
    RequestNeeds needs,
    RuleSubject subject,
    QualityKnob knob,
    Predicate<String> allowed) {

  /** Below it the caller wants it cheap, whatever the request. */
  private static final double CHEAP = .3;

  /** Whether the caller wants it cheap. */
  boolean isCheap() {
    return knob.value() < CHEAP;
  }

  /** Whether nothing speaks for or against any model. */
  boolean isSilent() {
    return analysis.suggestedStrategy() == RouteStrategy.DEFAULT && analysis.signals().isEmpty();
  }

  /** Reason for the value of the knob, where it is not the usual one. */
  Optional<String> knobReason() {
    return Optional.of(knob.reason()).filter(reason -> !reason.isEmpty());
  }
}

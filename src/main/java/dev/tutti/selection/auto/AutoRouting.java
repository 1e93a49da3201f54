package dev.tutti.selection.auto;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.decision.RouteBasis;
import dev.tutti.selection.decision.RouteDecider;
import dev.tutti.selection.decision.RouteDecision;
import dev.tutti.selection.decision.RouteQuestion;
import dev.tutti.selection.outcome.ExplorationShare;
import dev.tutti.selection.outcome.RoutingOutcomes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the model {@code auto} goes by: the decider in force, what was learned, which
 * conversation has which model, and how much may be tried. Thread-safe.
 *
 * @param left what is left of the budget of a caller that is nearest to its end
 * @param allowed whether a caller may use a model by its name
 */
public record AutoRouting(
    CurrentDecider deciders,
    RouteQuestions questions,
    RoutingOutcomes outcomes,
    StickyRoutes conversations,
    Function<Caller, Optional<Budgets.Left>> left,
    Function<Caller, Predicate<String>> allowed,
    Odds odds,
    RouteMeters meters,
    InstantSource clock) {
  /** Codes that say something of the answer itself rather than of who was asked. */
  private static final Set<FaultCode> BAD_ANSWERS =
      Set.of(FaultCode.INVALID_OUTPUT, FaultCode.CONTENT_FILTER);

  private static final Duration SOON = Duration.ofMinutes(5);
  private static final double ASKED_AGAIN = .25;

  /**
   * Chances of models of which little is known.
   *
   * @param share of decisions in which one may be tried
   */
  public record Odds(ExplorationShare share, RandomGenerator random) {}

  /**
   * The knob of a call: the caller's, or else the configuration's, bent by budgets.
   *
   * @param wish null where the caller does not say
   */
  QualityKnob knob(@Nullable QualityKnob wish, Caller caller) {
    var knob = wish == null ? QualityKnob.usual(deciders.get().settings().quality()) : wish;
    return left.apply(caller).map(each -> knob.bent(each.account(), each.share())).orElse(knob);
  }

  /** Decides, holds a conversation to its model, and takes note of it. */
  RouteDecision decide(
      ChatRequest request, Call call, PromptReading reading, RouteQuestion question) {
    var decider = deciders.get();
    var place = conversations.find(call, reading);
    conversations.same(call, reading).ifPresent(before -> askedAgain(before, reading, question));
    var decision =
        place.isPresent()
            ? sticky(request, reading, place.get())
                .over(decider.decide(question, outcomes.quality()), decider, clock.instant())
            : fresh(decider, question);
    if (!isShadow()) {
      conversations.note(call, reading, decision.model());
    }
    outcomes.remember(call.id(), question.vector());
    meters.count(decision, asked(decision));
    return decision;
  }

  private StickyDecision sticky(
      ChatRequest request, PromptReading reading, StickyRoutes.Place place) {
    var sticky = deciders.get().settings().sticky();
    return new StickyDecision(
        place,
        StickyRoutes.isFixed(request, reading),
        sticky.enabled() ? sticky.idle() : Duration.ZERO);
  }

  private RouteDecision fresh(RouteDecider decider, RouteQuestion question) {
    var quality = outcomes.quality();
    if (!odds.share.take(decider.settings().exploration().share(), odds.random)) {
      return decider.decide(question, quality);
    }
    var decision = decider.explore(question, quality, odds.random);
    if (decision.basis() != RouteBasis.EXPLORATION) {
      odds.share.giveBack();
    }
    return decision;
  }

  /** Who asks the very same again soon did not like the answer. */
  private void askedAgain(
      StickyRoutes.Place before, PromptReading reading, RouteQuestion question) {
    boolean conversing = !reading.earlier().isEmpty() && !reading.inLoop();
    if (conversing && before.at().plus(SOON).isAfter(clock.instant())) {
      outcomes.implicit(before.model(), question.vector(), ASKED_AGAIN);
    }
  }

  /** Whether decisions are only noted. */
  boolean isShadow() {
    return !deciders.get().settings().shadow().isEmpty();
  }

  /** The model that is asked after a decision. */
  String asked(RouteDecision decision) {
    var shadow = deciders.get().settings().shadow();
    return shadow.isEmpty() ? decision.model() : shadow;
  }

  /** An answer, from whose end is learned. */
  ChatStream watched(ChatStream stream, RouteQuestion question, String model) {
    return stream.through(sink -> new WatchedSink(sink, fault -> failed(fault, question, model)));
  }

  /** Learns from a failure that is the model's own. */
  void failed(Fault fault, RouteQuestion question, String model) {
    if (BAD_ANSWERS.contains(fault.code())) {
      outcomes.implicit(model, question.vector(), 0);
    }
  }
}

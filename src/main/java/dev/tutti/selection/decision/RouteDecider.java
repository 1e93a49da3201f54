package dev.tutti.selection.decision;

import dev.tutti.chat.Fault;
import dev.tutti.selection.quality.QualityModel;
import dev.tutti.selection.rule.RoutingRule;
import dev.tutti.selection.rule.RoutingRules;
import dev.tutti.selection.rule.RuleMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decider where requests go, for one configuration. The same question and the same knowledge give
 * the same answer. Immutable and thread-safe.
 */
public final class RouteDecider {
  private final SelectionSettings settings;
  private final Fleet fleet;
  private final RoutingRules rules;
  private final CostEstimate costs;
  private final Predicate<String> known;

  /**
   * @param costs of calls, for what is expected of each model
   * @param known whether a model of a name is there that is no candidate, for rules
   */
  public RouteDecider(
      SelectionSettings settings,
      Fleet fleet,
      RoutingRules rules,
      CostEstimate costs,
      Predicate<String> known) {
    this.settings = settings;
    this.fleet = fleet;
    this.rules = rules;
    this.costs = costs;
    this.known = known;
  }

  /** The same with rules that are tried: what they name need not be there. */
  public RouteDecider trying(RoutingRules others) {
    return new RouteDecider(settings, fleet, others, costs, _ -> true);
  }

  /** Models that requests may go to. */
  public Fleet fleet() {
    return fleet;
  }

  /** The rules in their order. */
  public RoutingRules rules() {
    return rules;
  }

  /** Whether a model of a name may be asked, if only by a rule. */
  public boolean isThere(String model) {
    return fleet.candidate(model).isPresent() || known.test(model);
  }

  /** Settings that it goes by. */
  public SelectionSettings settings() {
    return settings;
  }

  /**
   * Decides.
   *
   * @throws Fault {@code invalid_request} when no model can take the request
   */
  public RouteDecision decide(RouteQuestion question, QualityModel quality) {
    return decide(question, quality, null);
  }

  /**
   * Decides, and may try a model of which little is known: what is expected of each is drawn from
   * what may be true of it.
   */
  public RouteDecision explore(
      RouteQuestion question, QualityModel quality, RandomGenerator random) {
    return decide(question, quality, random);
  }

  private RouteDecision decide(
      RouteQuestion question, QualityModel quality, @Nullable RandomGenerator random) {
    var gates = RouteGates.verdicts(fleet.candidates(), question);
    var open = open(gates);
    var match = rules.first(question.subject());
    var rule = match.map(RuleMatch::rule);
    var expected = ExpectedAnswers.of(fleet.candidates(), open, question, quality, costs);
    var reasons = new ArrayList<String>();
    match.ifPresent(found -> reasons.add(reason(found)));
    question.knobReason().ifPresent(reasons::add);
    var chosen = choice(question, rule.orElse(null), expected, random, reasons);
    reasons.addAll(chosen.reasons());
    var analysis = question.analysis();
    return new RouteDecision(
        chosen.model(),
        chosen.basis(),
        rule.map(RoutingRule::name).orElse(""),
        rule.map(RoutingRule::category).orElseGet(() -> analysis.taskType().label()),
        rule.flatMap(found -> found.then().strategy()).orElseGet(analysis::suggestedStrategy),
        rule.map(found -> found.then().params()).orElse(Map.of()),
        analysis,
        question.knob(),
        reasons,
        gates,
        expected.alternatives(gates));
  }

  private List<RouteCandidate> open(List<GateVerdict> gates) {
    var kept = gates.stream().map(GateVerdict::model).collect(Collectors.toSet());
    return fleet.candidates().stream().filter(each -> !kept.contains(each.name())).toList();
  }

  private static Fault nobody(List<String> reasons) {
    return Fault.invalid(
        "model",
        "auto: no model can take this request: %s (expected: another request, or other models in routing.candidates)"
            .formatted(reasons.isEmpty() ? "there is none" : String.join("; ", reasons)));
  }

  private static String reason(RuleMatch match) {
    return match.reasons().isEmpty()
        ? "rule %s holds for every request".formatted(match.rule().name())
        : "rule %s: %s".formatted(match.rule().name(), String.join(", ", match.reasons()));
  }

  private RouteChoice choice(
      RouteQuestion question,
      @Nullable RoutingRule rule,
      ExpectedAnswers expected,
      @Nullable RandomGenerator random,
      List<String> reasons) {
    if (rule != null && !rule.then().model().isEmpty()) {
      var why = against(rule.then().model(), question);
      if (why.isEmpty()) {
        return RouteChoice.by(rule);
      }
      reasons.add("but " + why.get());
    }
    var several = several(question, rule);
    if (several.isPresent()) {
      return several.get();
    }
    if (expected.open().isEmpty()) {
      throw nobody(
          RouteGates.verdicts(fleet.candidates(), question).stream()
              .map(GateVerdict::reason)
              .toList());
    }
    var tier = rule == null ? null : rule.then().wish();
    if (random != null && tier == null) {
      var tried = RouteChoice.tried(expected, settings.exploration().minQuality(), random);
      if (tried.isPresent()) {
        return tried.get();
      }
    }
    return RouteChoice.among(expected, question, settings.standard(), tier);
  }

  /** The models that answer together, where the configuration names some for the strategy. */
  private Optional<RouteChoice> several(RouteQuestion question, @Nullable RoutingRule rule) {
    var wish = rule == null ? null : rule.then().wish();
    var strategy = wish == null ? question.analysis().suggestedStrategy() : wish;
    boolean suits = question.needs().suitsSeveral() && (wish != null || !question.isCheap());
    return settings
        .strategies()
        .of(strategy)
        .filter(model -> suits && question.allowed().test(model) && known.test(model))
        .map(model -> RouteChoice.of(strategy, model));
  }

  /** Reason for which a model that a rule names cannot be asked. */
  private Optional<String> against(String model, RouteQuestion question) {
    var candidate = fleet.candidate(model);
    if (candidate.isEmpty()) {
      return known.test(model)
          ? Optional.of("the key may not use " + model).filter(_ -> !question.allowed().test(model))
          : Optional.of("there is no model " + model);
    }
    return RouteGates.verdicts(fleet.candidates(), question).stream()
        .filter(verdict -> verdict.model().equals(model))
        .map(GateVerdict::reason)
        .findFirst();
  }
}

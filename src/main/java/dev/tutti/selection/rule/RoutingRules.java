package dev.tutti.selection.rule;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Rules in their order, compiled. Immutable and thread-safe. */
public final class RoutingRules {
  private final List<RoutingRule> rules;
  private final List<CompiledRule> compiled;
  private final ZoneId zone;

  private RoutingRules(List<RoutingRule> rules, ZoneId zone) {
    this.rules = rules;
    this.zone = zone;
    this.compiled = rules.stream().filter(RoutingRule::enabled).map(CompiledRule::of).toList();
  }

  /**
   * Compiles rules.
   *
   * @param given those of the same priority keep their order
   * @param zone in which their hours are
   */
  public static RoutingRules of(List<RoutingRule> given, ZoneId zone) {
    return new RoutingRules(
        given.stream().sorted(Comparator.comparingInt(RoutingRule::priority).reversed()).toList(),
        zone);
  }

  /** The rules in the order in which they are asked; those that are not enabled are among them. */
  public List<RoutingRule> rules() {
    return rules;
  }

  /** Whether there is nothing to ask. */
  public boolean isEmpty() {
    return compiled.isEmpty();
  }

  /** The first rule that holds. */
  public Optional<RuleMatch> first(RuleSubject subject) {
    if (compiled.isEmpty()) {
      return Optional.empty();
    }
    var facts = new SubjectFacts(subject, zone);
    for (var rule : compiled) {
      var match = rule.match(facts);
      if (match.isPresent()) {
        return match;
      }
    }
    return Optional.empty();
  }
}

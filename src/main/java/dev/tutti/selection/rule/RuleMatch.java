package dev.tutti.selection.rule;

import java.util.List;

/**
 * Rule that holds for a request, and why.
 *
 * @param reasons in words, one for each part of its condition
 */
public record RuleMatch(RoutingRule rule, List<String> reasons) {
  /** Keeps a copy. */
  public RuleMatch {
    reasons = List.copyOf(reasons);
  }
}

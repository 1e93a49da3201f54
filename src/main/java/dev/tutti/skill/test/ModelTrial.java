package dev.tutti.skill.test;

import dev.tutti.call.AttemptTotals;
import dev.tutti.skill.api.CaseResult;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Trial of a model by the tests of a skill.
 *
 * @param spent what its attempts have used, without those of judges
 */
public record ModelTrial(String model, List<CaseResult> cases, AttemptTotals spent) {
  /** Keeps a copy. */
  public ModelTrial {
    cases = List.copyOf(cases);
  }

  /** Places of the tests that it has passed. */
  public Set<String> passed() {
    return cases.stream()
        .filter(each -> each.status() == CaseResult.Status.PASSED)
        .map(CaseResult::place)
        .collect(Collectors.toSet());
  }

  /** Whether it is known what it has cost. */
  public boolean isPriced() {
    return spent.attempts() > 0 && spent.unpriced() == 0;
  }
}

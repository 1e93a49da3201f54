package dev.tutti.skill.test;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Trial of other models for a skill by its own tests.
 *
 * @param usual the skill's own models
 * @param others in the order in which they were named
 */
public record SkillTrial(ModelTrial usual, List<ModelTrial> others) {
  /** Share of the usual cost that another model may have to be worth a change. */
  private static final double WORTH = 0.7;

  /** Keeps a copy. */
  public SkillTrial {
    others = List.copyOf(others);
  }

  /**
   * The cheapest of those that pass whatever the usual model passes and cost three tenths less or
   * still less; empty where the usual one passes nothing, or costs are not known.
   */
  public Optional<ModelTrial> cheaper() {
    return usual.passed().isEmpty() || !usual.isPriced()
        ? Optional.empty()
        : others.stream()
            .filter(ModelTrial::isPriced)
            .filter(each -> each.passed().containsAll(usual.passed()))
            .filter(each -> costShare(each) <= WORTH)
            .min(Comparator.comparingLong(each -> each.spent().nanoDollars()));
  }

  /** Cost of a model as a share of the usual one's. */
  public double costShare(ModelTrial of) {
    return (double) of.spent().nanoDollars() / Math.max(1, usual.spent().nanoDollars());
  }
}

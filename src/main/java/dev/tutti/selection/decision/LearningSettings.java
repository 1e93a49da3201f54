package dev.tutti.selection.decision;

import dev.tutti.config.Section;
import java.time.Duration;

/**
 * How outcomes are learned from.
 *
 * @param maxOutcomes how many are kept, the newest
 * @param keep how long they are kept
 * @param implicit how much a signal counts that nobody gave on purpose, such as a request that is
 *     asked again, beside 1 for a rating; 0 is off
 */
public record LearningSettings(int maxOutcomes, Duration keep, double implicit) {
  /** 50,000 outcomes for half a year. */
  public static final LearningSettings DEFAULT =
      new LearningSettings(50_000, Duration.ofDays(180), .2);

  static LearningSettings read(Section section) {
    return new LearningSettings(
        section.integer("max_outcomes", 100, 200_000).or(DEFAULT.maxOutcomes),
        section.duration("keep").or(DEFAULT.keep),
        section.decimal("implicit", 0, 1).or(DEFAULT.implicit));
  }
}

package dev.tutti.alert.engine;

import dev.tutti.alert.rule.AlertRule;
import java.time.Instant;
import java.util.List;

/** Source of measurements for rules. May block. */
@FunctionalInterface
public interface Samples {
  /** The most groups of one rule. */
  int MOST_GROUPS = 200;

  /**
   * Measurements of all groups of a rule that there are.
   *
   * @throws RuntimeException when it cannot be measured, such as for a wrong filter
   */
  List<GroupSample> read(AlertRule rule, Instant now);
}

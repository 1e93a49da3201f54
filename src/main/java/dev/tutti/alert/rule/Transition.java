package dev.tutti.alert.rule;

import java.util.List;

/**
 * Step from one state to the next.
 *
 * @param changes in their order; none where all is as it was
 */
public record Transition(RuleState state, List<StateChange> changes) {
  /** Keeps a copy. */
  public Transition {
    changes = List.copyOf(changes);
  }
}

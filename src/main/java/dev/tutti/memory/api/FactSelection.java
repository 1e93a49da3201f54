package dev.tutti.memory.api;

import java.util.Set;

/**
 * Page of facts, the newest first.
 *
 * @param user whose, empty for all of the owner's
 * @param after id of the last one of the page before, empty for the first page
 */
public record FactSelection(String user, Set<FactState> states, int limit, String after) {
  /** Copies the set. */
  public FactSelection {
    states = Set.copyOf(states);
  }

  /** Facts of a user that hold. */
  public static FactSelection current(String user, int limit) {
    return new FactSelection(user, Set.of(FactState.CURRENT), limit, "");
  }
}

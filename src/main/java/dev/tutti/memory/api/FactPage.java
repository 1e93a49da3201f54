package dev.tutti.memory.api;

import java.util.List;

/**
 * Some facts of a list.
 *
 * @param more whether there are others after them
 */
public record FactPage(List<Fact> facts, boolean more) {
  /** Copies the list. */
  public FactPage {
    facts = List.copyOf(facts);
  }
}

package dev.tutti.memory.extract;

import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactDraft;

/** Change to what is known of a user, which was found to be what the user has said. */
sealed interface Proposal {

  /** A new fact, perhaps in the place of another one. */
  record Keep(FactDraft draft) implements Proposal {}

  /** A fact holds no longer. */
  record Retract(Fact fact) implements Proposal {}
}

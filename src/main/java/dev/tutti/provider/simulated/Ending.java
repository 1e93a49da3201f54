package dev.tutti.provider.simulated;

import dev.tutti.chat.Fault;

/** End of an answer, after its last step. */
sealed interface Ending {

  /** Everything was said. */
  record Complete() implements Ending {}

  /** The answer breaks. */
  record Break(Fault fault) implements Ending {}

  /** Nothing, until somebody loses patience. */
  record Silence() implements Ending {}
}

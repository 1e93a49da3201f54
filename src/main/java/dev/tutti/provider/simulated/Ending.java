package dev.tutti.provider.simulated;

import dev.tutti.chat.Fault;

/** End of a script, after its last beat. */
sealed interface Ending {

  /** Everything was said. */
  record Complete() implements Ending {}

  /** The answer breaks. */
  record Break(Fault fault) implements Ending {}

  /** Nothing, until somebody loses patience. */
  record Silence() implements Ending {}
}

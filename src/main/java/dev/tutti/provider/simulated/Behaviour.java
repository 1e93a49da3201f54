package dev.tutti.provider.simulated;

/** What a simulated model does when it is asked. Stateless and thread-safe. */
@FunctionalInterface
interface Behaviour {

  /**
   * Writes the whole answer.
   *
   * @throws dev.tutti.chat.Fault {@code invalid_request} when a model could not answer this
   */
  Script play(Asked asked);
}

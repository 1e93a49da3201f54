package dev.tutti.provider.simulated;

/**
 * Behaviour of a simulated model, which writes the answer to a request. Stateless and thread-safe.
 */
@FunctionalInterface
interface Behaviour {

  /**
   * Writes the whole answer.
   *
   * @throws dev.tutti.chat.Fault {@code invalid_request} when a model could not answer this
   */
  AnswerPlan play(SimulatedRequest request);
}

package dev.tutti.provider.simulated;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;

/** The first half of another behaviour's answer, then another ending. */
record StoppedBehaviour(Behaviour behaviour, Ending ending) implements Behaviour {

  /** The connection ends. */
  static StoppedBehaviour cut(Behaviour behaviour) {
    return new StoppedBehaviour(
        behaviour,
        new Ending.Break(
            Fault.of(FaultCode.TRUNCATED, "simulated: the answer ended without an end")));
  }

  /** The upstream reports an error. */
  static StoppedBehaviour broken(Behaviour behaviour) {
    return new StoppedBehaviour(
        behaviour,
        new Ending.Break(
            Fault.of(FaultCode.UPSTREAM_ERROR, "simulated: an error in the middle of the answer")));
  }

  @Override
  public AnswerPlan play(SimulatedRequest request) {
    return behaviour.play(request).cut(request.request().stream(), ending);
  }
}

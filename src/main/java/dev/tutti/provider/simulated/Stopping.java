package dev.tutti.provider.simulated;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;

/** The first half of another behaviour's answer, then another ending. */
record Stopping(Behaviour behaviour, Ending ending) implements Behaviour {

  /** The connection ends. */
  static Stopping cut(Behaviour behaviour) {
    return new Stopping(
        behaviour,
        new Ending.Break(
            Fault.of(FaultCode.TRUNCATED, "simulated: the answer ended without an end")));
  }

  /** The upstream reports an error. */
  static Stopping broken(Behaviour behaviour) {
    return new Stopping(
        behaviour,
        new Ending.Break(
            Fault.of(FaultCode.UPSTREAM_ERROR, "simulated: an error in the middle of the answer")));
  }

  @Override
  public Script play(Asked asked) {
    return behaviour.play(asked).cut(asked.request().stream(), ending);
  }
}

package dev.tutti.task.decision;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCause;

/** Reason for which a question has no answer, with what it has cost all the same. */
public final class UnansweredQuestion extends RuntimeException implements FaultCause {
  private static final long serialVersionUID = 1;

  private final Fault fault;
  private final long nanoDollars;

  UnansweredQuestion(RuntimeException why, long nanoDollars) {
    super(why);
    this.fault = Fault.from(why);
    this.nanoDollars = nanoDollars;
  }

  @Override
  public Fault fault() {
    return fault;
  }

  /** Cost of all attempts at an answer, as far as prices are known. */
  public long nanoDollars() {
    return nanoDollars;
  }
}

package dev.tutti.resilience.breaker;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import java.time.Duration;

/** Verdict on a deployment by the end of an attempt. */
sealed interface Verdict {
  /** It answered. */
  record Healthy() implements Verdict {}

  /**
   * It failed, and it is its own fault.
   *
   * @param why the fault's code
   * @param rest how long it asked to be left alone, zero if it did not
   */
  record Failed(String why, Duration rest) implements Verdict {}

  /** Says nothing: the caller's mistake, or the caller left, or the deployment is only busy. */
  record Unknown() implements Verdict {}

  static Verdict of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> new Healthy();
      case Outcome.Failed(Fault fault, var _) when fault.code().counts() ->
          new Failed(fault.code().code(), fault.retryAfter().orElse(Duration.ZERO));
      case Outcome.Failed _ -> new Unknown();
    };
  }
}

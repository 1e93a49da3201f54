package dev.tutti.provider.simulated;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;

/** Behaviour of a model that refuses to answer, as an upstream would. */
record Failure(FaultCode code, String words) implements Behaviour {
  private static final int STATUS_OF_A_BROKEN_UPSTREAM = 500;

  @Override
  public Script play(Asked asked) {
    return Script.broken(
        code == FaultCode.CONTEXT_LENGTH_EXCEEDED ? tooLong(asked) : refusal(asked));
  }

  private Fault refusal(Asked asked) {
    var fault = Fault.of(code, "simulated: " + words);
    if (code == FaultCode.RATE_LIMITED) {
      return fault.after(Duration.ofSeconds(asked.random(0).nextInt(1, 3)));
    }
    return code == FaultCode.UPSTREAM_ERROR ? fault.status(STATUS_OF_A_BROKEN_UPSTREAM) : fault;
  }

  private static Fault tooLong(Asked asked) {
    int tokens = asked.inputTokens();
    return Fault.of(
            FaultCode.CONTEXT_LENGTH_EXCEEDED,
            "simulated: messages: %d tokens (expected: fewer than %d)".formatted(tokens, tokens))
        .at("messages");
  }
}

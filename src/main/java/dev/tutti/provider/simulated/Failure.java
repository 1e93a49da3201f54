package dev.tutti.provider.simulated;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;

/** Behaviour of a model that refuses to answer, as an upstream would. */
record Failure(FaultCode code, String words) implements Behaviour {
  private static final int STATUS_OF_A_BROKEN_UPSTREAM = 500;

  @Override
  public AnswerPlan play(SimulatedRequest request) {
    return AnswerPlan.broken(
        code == FaultCode.CONTEXT_LENGTH_EXCEEDED ? tooLong(request) : refusal(request));
  }

  private Fault refusal(SimulatedRequest request) {
    var fault = Fault.of(code, "simulated: " + words);
    if (code == FaultCode.RATE_LIMITED) {
      return fault.after(Duration.ofSeconds(request.random(0).nextInt(1, 3)));
    }
    return code == FaultCode.UPSTREAM_ERROR ? fault.status(STATUS_OF_A_BROKEN_UPSTREAM) : fault;
  }

  private static Fault tooLong(SimulatedRequest request) {
    int tokens = request.inputTokens();
    return Fault.of(
            FaultCode.CONTEXT_LENGTH_EXCEEDED,
            "simulated: messages: %d tokens (expected: fewer than %d)".formatted(tokens, tokens))
        .at("messages");
  }
}

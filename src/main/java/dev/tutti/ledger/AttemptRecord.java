package dev.tutti.ledger;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.time.Duration;
import java.time.Instant;

/**
 * One try at one deployment, as it ended.
 *
 * @param ended when
 * @param asked what was asked for, and by whom
 * @param target whom it was asked of
 * @param outcome {@code completed}, or the code of the fault
 * @param usage what was used
 * @param cost what it cost
 * @param costReported whether the cost is what the provider itself says
 * @param timing how long it took
 */
public record AttemptRecord(
    Instant ended,
    Request asked,
    DeploymentId target,
    String outcome,
    Usage usage,
    Cost cost,
    boolean costReported,
    Timing timing) {

  /**
   * Request behind an attempt: what was asked for, and by whom.
   *
   * @param call the request id that callers see
   * @param caller on whose behalf
   * @param operation what was asked of the model
   * @param model the model as the caller named it
   * @param streamed whether the answer was wanted piece by piece
   * @param skill the skill that asked, empty where the caller did
   */
  public record Request(
      String call,
      Caller caller,
      Operation operation,
      String model,
      boolean streamed,
      String skill) {

    static Request of(ChatRequest request, Call call) {
      return new Request(
          call.id(),
          caller(request, call.caller()),
          request.operation(),
          request.model(),
          request.stream(),
          call.skill());
    }

    /** The end user may be named beside the request or in it; what stands beside it counts. */
    private static Caller caller(ChatRequest request, Caller caller) {
      return caller.user().isEmpty() ? request.user().map(caller::forUser).orElse(caller) : caller;
    }
  }

  static AttemptRecord of(
      Instant ended, Request asked, Attempt attempt, Outcome outcome, Prices prices) {
    var total = attempt.duration().orElse(Duration.ZERO);
    return new AttemptRecord(
        ended,
        asked,
        attempt.target(),
        outcome.word(),
        outcome.usage(),
        prices.cost(attempt, outcome),
        prices.isCostReported(attempt.target(), outcome.usage()),
        attempt
            .timeToFirstToken()
            .map(first -> Timing.of(total, first))
            .orElseGet(() -> Timing.of(total)));
  }
}

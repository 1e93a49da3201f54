package dev.tutti.ledger;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Decision;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.SkillRevision;
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
 * @param charge what it cost
 * @param timing how long it took
 * @param place its place in its call
 */
record AttemptRecord(
    Instant ended,
    Request asked,
    DeploymentId target,
    String outcome,
    Usage usage,
    Charge charge,
    Timing timing,
    Place place)
    implements LedgerRecord {

  @Override
  public Instant time() {
    return ended;
  }

  /**
   * Request behind an attempt: what was asked for, and by whom.
   *
   * @param call the request id that callers see
   * @param caller on whose behalf
   * @param operation what was asked of the model
   * @param model the model as the caller named it
   * @param streamed whether the answer was wanted piece by piece
   * @param skill the skill that asked
   */
  record Request(
      String call,
      Caller caller,
      Operation operation,
      String model,
      boolean streamed,
      SkillRevision skill) {

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

  /**
   * Place of an attempt in its call.
   *
   * @param number among the attempts of the call, from 1
   * @param reason why it was made
   * @param status of HTTP that its upstream has answered with, 0 where it has not
   */
  record Place(int number, Decision.Reason reason, int status) {}

  static AttemptRecord of(
      Instant ended, Request asked, Attempt attempt, Outcome outcome, Prices prices) {
    var total = attempt.duration().orElse(Duration.ZERO);
    return new AttemptRecord(
        ended,
        asked,
        attempt.target(),
        outcome.word(),
        outcome.usage(),
        prices.charge(attempt, outcome),
        attempt
            .timeToFirstToken()
            .map(first -> Timing.of(total, first))
            .orElseGet(() -> Timing.of(total)),
        new Place(attempt.number(), attempt.reason(), attempt.status()));
  }
}

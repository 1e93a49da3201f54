package dev.tutti.routing.retry;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results of the attempts of a call, and the fault that its caller is told. */
public final class AttemptLog {
  private AttemptLog() {}

  /** Whether an attempt ended before it could reach an upstream, see {@link #isRefusal}. */
  static boolean wasRefused(Attempt attempt) {
    return fault(attempt).filter(AttemptLog::isRefusal).isPresent();
  }

  /** Whether nobody was asked, because of a breaker or because the request cannot be taken. */
  static boolean isRefusal(Fault fault) {
    return fault.code() == FaultCode.CIRCUIT_OPEN || fault.isUnfit();
  }

  /** The fault of the latest attempt that reached an upstream. */
  static Optional<Fault> last(Call call) {
    return call.attempts().reversed().stream()
        .filter(attempt -> !wasRefused(attempt))
        .findFirst()
        .flatMap(AttemptLog::fault);
  }

  /** Whether the request of the latest attempt went out twice. */
  static boolean wentOutTwice(Call call) {
    var attempts = call.attempts();
    return !attempts.isEmpty() && attempts.getLast().isRepeated();
  }

  private static Optional<Fault> fault(Attempt attempt) {
    return attempt
        .outcome()
        .flatMap(
            outcome ->
                switch (outcome) {
                  case Outcome.Completed _ -> Optional.empty();
                  case Outcome.Failed(Fault fault, var _) -> Optional.of(fault);
                });
  }

  /**
   * The fault for the caller of a failed call. When several deployments were asked, every attempt
   * is named, with the status of the last one; when all of them are limited, that is what is said,
   * and when none could take the request, why one of them could not.
   */
  public static Fault verdict(Call call, Fault last) {
    long deployments = call.attempts().stream().map(Attempt::target).distinct().count();
    if (call.cancelled() || deployments < 2 || last.isUnfit() || !last.triesOther()) {
      return last;
    }
    var code = isLimited(call) ? FaultCode.RATE_LIMITED : FaultCode.FALLBACK_EXHAUSTED;
    var attempts =
        call.attempts().stream().map(AttemptLog::describe).collect(Collectors.joining("; "));
    var fault = Fault.of(code, "every attempt failed: " + attempts).status(last.status());
    return last.retryAfter().map(fault::after).orElse(fault);
  }

  private static boolean isLimited(Call call) {
    return call.attempts().stream()
        .map(AttemptLog::fault)
        .filter(fault -> fault.filter(Fault::isUnfit).isEmpty())
        .allMatch(fault -> fault.filter(each -> each.code() == FaultCode.RATE_LIMITED).isPresent());
  }

  private static String describe(Attempt attempt) {
    return "%s after %d ms: %s"
        .formatted(
            attempt.target().deployment(),
            attempt.duration().orElse(Duration.ZERO).toMillis(),
            fault(attempt)
                .map(fault -> fault.code().code() + ", " + fault.getMessage())
                .orElse("-"));
  }
}

package dev.tutti.gateway.comparison;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call; numbers that are not known are NaN.
 *
 * @param failed whether its answer did not come whole, for no fault of the caller
 * @param invalid whether that was because the answer was not what it must be
 * @param degraded whether something stood in the place of an answer
 * @param total in milliseconds
 * @param firstToken in milliseconds
 * @param cost in US dollars
 * @param feedback what somebody has said of it, 0 to 1
 */
record CallOutcome(
    boolean failed,
    boolean invalid,
    boolean degraded,
    double total,
    double firstToken,
    double cost,
    double tokens,
    double feedback) {
  private static final String COMPLETED = "completed";

  /** Ends that say something of the caller, or of the server, and nothing of the version. */
  private static final Set<String> FOREIGN =
      Set.of(
          "authentication",
          "permission",
          "request_too_large",
          "budget_exceeded",
          "not_cached",
          "cancelled",
          "store_unavailable");

  /** Refusals that are the caller's where no model was asked. */
  private static final Set<String> REFUSALS =
      Set.of(
          "invalid_request", "rate_limited", "limit_exceeded", "concurrency_timeout", "overloaded");

  /**
   * Outcome of a recorded call; empty where it says nothing of what was called.
   *
   * @param call by the names of its fields
   * @param feedback null where nobody has said anything
   */
  static Optional<CallOutcome> of(Map<String, Object> call, @Nullable Double feedback) {
    var outcome = Objects.toString(call.get("outcome"), "");
    boolean isRefused = REFUSALS.contains(outcome) && number(call, "attempts") == 0;
    if (FOREIGN.contains(outcome) || isRefused) {
      return Optional.empty();
    }
    boolean isPriced = number(call, "unpriced") == 0;
    return Optional.of(
        new CallOutcome(
            !outcome.equals(COMPLETED),
            outcome.equals("invalid_output"),
            !Objects.toString(call.get("degraded"), "").isEmpty(),
            number(call, "total"),
            number(call, "first_token"),
            isPriced ? number(call, "cost") : Double.NaN,
            number(call, "input_tokens") + number(call, "output_tokens"),
            feedback == null ? Double.NaN : feedback));
  }

  private static double number(Map<String, Object> call, String field) {
    return call.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}

package dev.tutti.task.decision;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.api.TaskState;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Policy for attempts that have failed, by the class of their fault. Parameters are never tried
 * again, nor what would fail in the same way: a limit of the task, a refusal of its content. Money
 * that is spent is waited for longer; a limit of pace or of calls at once is waited for as long as
 * it takes. Everything else is tried again after an exponential wait with full jitter, or as long
 * as the fault asks for, until the kind's attempts have been made.
 *
 * @param random for the jitter
 */
public record FailurePolicy(TaskSettings.Retry retry, RandomGenerator random) {
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  /** Of a task that is turned away again and again. */
  private static final int MOST_ATTEMPTS = 1_000;

  private static final Duration MONEY = Duration.ofMinutes(1);

  /**
   * What becomes of a task.
   *
   * @param state retrying, failed, timed out or dead
   * @param pause before the next attempt; zero where there is none
   * @param counts whether the attempt counts as failed
   */
  public record Verdict(TaskState state, Duration pause, boolean counts) {}

  /**
   * Verdict on a task.
   *
   * @param attempts all of them, this one included
   * @param failures failed ones, this one included
   * @param most attempts that may fail
   */
  public Verdict on(Fault fault, int attempts, int failures, int most) {
    if (!isRepeatable(fault)) {
      return new Verdict(TaskState.FAILED, Duration.ZERO, true);
    }
    if (isFull(fault) && attempts < MOST_ATTEMPTS) {
      return new Verdict(TaskState.RETRYING, pause(fault, attempts), false);
    }
    if (failures >= most) {
      return new Verdict(TaskState.DEAD, Duration.ZERO, true);
    }
    return new Verdict(TaskState.RETRYING, pause(fault, failures), true);
  }

  private static boolean isRepeatable(Fault fault) {
    if (fault.isAfterAnswer()) {
      return false;
    }
    return switch (fault.code().errorClass()) {
      case PARAMETER_ERROR, NONE -> false;
      case NETWORK_ERROR, TIMEOUT_ERROR -> true;
      case DEPENDENCY_ERROR -> fault.code() != FaultCode.MODEL_NOT_FOUND;
      case RESOURCE_ERROR -> fault.code() != FaultCode.LIMIT_EXCEEDED;
      case EXECUTION_ERROR -> fault.code() != FaultCode.CONTENT_FILTER;
    };
  }

  /** A place that is taken, or a pace that is kept: nothing has failed, and a task can wait. */
  private static boolean isFull(Fault fault) {
    return isFull(fault.code().code());
  }

  public static boolean isFull(String code) {
    return code.equals(FaultCode.RATE_LIMITED.code())
        || code.equals(FaultCode.CONCURRENCY_TIMEOUT.code());
  }

  private Duration pause(Fault fault, int failures) {
    var base = isMoney(fault) ? MONEY : retry.base();
    double ceiling =
        Math.min(
            (double) Math.max(retry.most().toMillis(), base.toMillis()),
            base.toMillis() * Math.pow(2, Math.min(failures - 1, 30)));
    var jittered = Duration.ofMillis((long) (ceiling * random.nextDouble()));
    var asked = fault.retryAfter().orElse(Duration.ZERO);
    var bounded = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    return bounded.compareTo(jittered) > 0 ? bounded : jittered;
  }

  private static boolean isMoney(Fault fault) {
    return fault.code() == FaultCode.INSUFFICIENT_QUOTA
        || fault.code() == FaultCode.BUDGET_EXCEEDED;
  }
}

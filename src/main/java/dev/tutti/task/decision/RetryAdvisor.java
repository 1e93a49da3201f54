package dev.tutti.task.decision;

import java.time.Instant;
import java.util.Optional;

/** Advisor on tasks that have failed and would be tried again. Thread-safe. */
@FunctionalInterface
public interface RetryAdvisor {
  /** Advisor that leaves everything to the rules. */
  RetryAdvisor NONE = _ -> Optional.empty();

  /**
   * Advice; empty where it is left to the rules. Blocks, and ends when the thread is interrupted.
   *
   * @throws UnansweredQuestion when it was wanted and there is none
   */
  Optional<RetryAdvice> advise(RetryQuestion question);

  /**
   * Counts what a question has cost before the server started, as a restart gives nobody more of
   * the day.
   */
  default void remember(Instant at, long nanoDollars) {}
}

package dev.tutti.task.decision;

import java.util.Optional;

/** Advisor on tasks that have failed and would be tried again. Thread-safe. */
@FunctionalInterface
public interface RetryAdvisor {
  /** Advisor that leaves everything to the rules. */
  RetryAdvisor NONE = _ -> Optional.empty();

  /**
   * Advice; empty where it is left to the rules. Blocks, and ends when the thread is interrupted.
   *
   * @throws dev.tutti.chat.Fault when it was wanted and there is none
   */
  Optional<RetryAdvice> advise(RetryQuestion question);
}

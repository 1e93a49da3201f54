package dev.tutti.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Wait for a session that is another process's turn, or whose name is not free yet, by looking
 * again and again until it has taken long enough. Immutable.
 *
 * @param until when nobody looks again
 */
record SessionWait(InstantSource clock, String session, Duration longest, Instant until) {
  private static final long LOOK_MILLIS = 50;

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS);

  /** Wait that begins now. */
  static SessionWait of(InstantSource clock, String session, Duration longest) {
    return new SessionWait(clock, session, longest, clock.instant().plus(longest));
  }

  /** Completes when it is time to look again; fails with {@code overloaded} when it is over. */
  CompletableFuture<SessionWait> again() {
    return clock.instant().isBefore(until)
        ? CompletableFuture.supplyAsync(() -> this, LATER)
        : CompletableFuture.failedFuture(SessionFaults.busy(session, longest));
  }
}

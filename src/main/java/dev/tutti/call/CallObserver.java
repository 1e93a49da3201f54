package dev.tutti.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Observer of calls that have ended. Called on the call's loop; must neither block nor throw. */
@FunctionalInterface
public interface CallObserver {
  /** Looks at nothing. */
  CallObserver NOBODY = (_, _) -> {};

  /** Longest wait for a loop; one that was closed tells nothing any more. */
  Duration LONGEST = Duration.ofSeconds(5);

  /** A call has ended. */
  void ended(Call call, CallEnd end);

  /**
   * Tells of a call without HTTP that has ended, from a thread that may wait: whoever is told of
   * its end after that finds it noted.
   *
   * @param outcome see {@link CallEnd}
   */
  default void tell(Call call, String outcome) {
    var told = new CompletableFuture<Boolean>();
    call.loop()
        .run(
            () -> {
              ended(call, new CallEnd(outcome, 0));
              told.complete(true);
            });
    told.completeOnTimeout(false, LONGEST.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** Both, this one first. */
  default CallObserver andThen(CallObserver next) {
    return next.equals(NOBODY)
        ? this
        : (call, end) -> {
          ended(call, end);
          next.ended(call, end);
        };
  }
}

package dev.tutti.resilience.concurrency;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Guard;
import dev.tutti.call.Permits;
import dev.tutti.chat.ChatRequest;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * At most so many attempts at once at a provider; the others wait in line up to a time, then fail
 * with {@code concurrency_timeout}. Thread-safe.
 */
public final class InFlight implements Guard {
  /** Number of calls that may wait for each that may be in flight. */
  private static final int WAITING_PER_PLACE = 10;

  private final Permits permits;
  private final Duration longestWait;

  /** A guard of the provider {@code name}. */
  public InFlight(String name, int most, Duration longestWait) {
    this.permits = new Permits(() -> "calls in flight at " + name, most, most * WAITING_PER_PLACE);
    this.longestWait = longestWait;
  }

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    var admitted = permits.acquire(call, longestWait);
    if (admitted.succeeded()) {
      attempt.onSettle(_ -> permits.release());
      return admitted;
    }
    return admitted.onSuccess(_ -> attempt.onSettle(_ -> permits.release()));
  }

  /** Number of calls that may be in flight. */
  public int most() {
    return permits.most();
  }

  /** Number of calls in flight. */
  public int inFlight() {
    return permits.inUse();
  }

  /** Number of calls in line. */
  public int waiting() {
    return permits.waiting();
  }
}

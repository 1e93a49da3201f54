package dev.tutti.resilience.concurrency;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a least time between the starts of two attempts at a provider. A start that would come
 * after the caller's deadline fails at once with {@code concurrency_timeout}. Thread-safe.
 */
public final class Pace implements Guard {
  private static final long FREE = Long.MIN_VALUE;

  private final String name;
  private final long interval;
  private final AtomicLong next = new AtomicLong(FREE);

  /** A guard of the provider {@code name}; the interval is positive. */
  public Pace(String name, Duration interval) {
    this.name = name;
    this.interval = interval.toNanos();
  }

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    long now = call.loop().nanos();
    long latest = now + call.remaining().toNanos();
    while (true) {
      long free = next.get();
      long start = free == FREE || free - now < 0 ? now : free;
      if (start - latest > 0) {
        return Future.failedFuture(tooLate(start - now));
      }
      if (next.compareAndSet(free, start + interval)) {
        return start == now ? Future.succeededFuture() : call.sleep(Duration.ofNanos(start - now));
      }
    }
  }

  private Fault tooLate(long wait) {
    var needed = Duration.ofNanos(wait);
    return Fault.of(
            FaultCode.CONCURRENCY_TIMEOUT,
            "pace of %s: the next start is in %d ms (expected: before the deadline)"
                .formatted(name, needed.toMillis()))
        .after(needed);
  }
}

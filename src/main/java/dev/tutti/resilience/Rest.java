package dev.tutti.resilience;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long a deployment is left alone because it is busy, not broken. Who said for how long is
 * taken at their word: nothing passes. Where nobody said, others are asked first. Thread-safe;
 * times are nanoseconds of one ticker.
 */
final class Rest {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final AtomicReference<Until> until = new AtomicReference<>(Until.NOW);

  /** A fault that asks for a rest begins one, or makes one longer. */
  void begin(Fault fault, long now) {
    var wait = wait(fault);
    if (!wait.isZero()) {
      var wanted = new Until(now + wait.toNanos(), fault.retryAfter().isPresent(), fault.code());
      until.updateAndGet(was -> was.isOver(now) || was.nanos < wanted.nanos ? wanted : was);
    }
  }

  private static Duration wait(Fault fault) {
    var least =
        switch (fault.code()) {
          case RATE_LIMITED -> MOMENT;
          case INSUFFICIENT_QUOTA, UPSTREAM_CREDENTIALS -> LONG;
          default -> Duration.ZERO;
        };
    if (least.isZero()) {
      return least;
    }
    var stated = fault.retryAfter().orElse(least);
    var wait = stated.compareTo(LONGEST) > 0 ? LONGEST : stated;
    return fault.code() == FaultCode.RATE_LIMITED || wait.compareTo(least) > 0 ? wait : least;
  }

  /** Ends it. */
  void end() {
    until.set(Until.NOW);
  }

  /** How much of it is left, zero when it is over. */
  Duration remaining(long now) {
    return until.get().remaining(now);
  }

  /** Why nothing passes now, if the upstream has said so. */
  Optional<Fault> refusal(long now) {
    var rest = until.get();
    if (!rest.stated || rest.isOver(now)) {
      return Optional.empty();
    }
    var left = rest.remaining(now);
    return Optional.of(
        Fault.of(
                rest.why,
                "the provider asked to be left alone for %d ms more".formatted(left.toMillis()))
            .after(left));
  }

  private record Until(long nanos, boolean stated, FaultCode why) {
    static final Until NOW = new Until(0, false, FaultCode.RATE_LIMITED);

    boolean isOver(long now) {
      return equals(NOW) || now - nanos >= 0;
    }

    Duration remaining(long now) {
      return isOver(now) ? Duration.ZERO : Duration.ofNanos(nanos - now);
    }
  }
}

package dev.tutti.resilience.breaker;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Rest of a deployment that is busy, not broken, and so is left alone for a time. Where the
 * provider stated the time, nothing passes; where it did not, others are asked first. Thread-safe;
 * times are nanoseconds of one ticker.
 */
final class Cooldown {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final AtomicReference<Known> known = new AtomicReference<>(Known.NOTHING);

  /** A fault that asks for a rest begins one, or makes one longer. */
  void begin(Fault fault, long now) {
    var wait = wait(fault);
    if (!wait.isZero()) {
      var wanted = new Until(now + wait.toNanos(), fault.code());
      boolean stated = fault.retryAfter().isPresent() && isUpstreams(fault);
      known.updateAndGet(was -> was.with(wanted, stated, now));
    }
  }

  /** Whether a wait is the upstream's own; after a refusal of the account it is our guess. */
  private static boolean isUpstreams(Fault fault) {
    return fault.code() != FaultCode.UPSTREAM_FORBIDDEN;
  }

  private static Duration wait(Fault fault) {
    var least =
        switch (fault.code()) {
          case RATE_LIMITED -> MOMENT;
          case INSUFFICIENT_QUOTA, UPSTREAM_CREDENTIALS -> LONG;
          case UPSTREAM_FORBIDDEN -> fault.retryAfter().orElse(Duration.ZERO);
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
    known.set(Known.NOTHING);
  }

  /** Time that is left of it, zero when it is over. */
  Duration remaining(long now) {
    return Until.left(known.get().any, now);
  }

  /** Reason for which nothing passes now, if the upstream has said so. */
  Optional<Fault> refusal(long now) {
    var stated = known.get().stated;
    var left = Until.left(stated, now);
    if (stated == null || left.isZero()) {
      return Optional.empty();
    }
    return Optional.of(
        Fault.of(
                stated.why,
                "the provider asked to be left alone for %d ms more".formatted(left.toMillis()))
            .after(left));
  }

  /**
   * Both ends are kept apart, so that a long guess does not hide a short statement.
   *
   * @param any when the longest rest ends
   * @param stated when the longest rest ends that the upstream has asked for
   */
  private record Known(@Nullable Until any, @Nullable Until stated) {
    static final Known NOTHING = new Known(null, null);

    Known with(Until wanted, boolean isStated, long now) {
      return new Known(
          Until.later(any, wanted, now), isStated ? Until.later(stated, wanted, now) : stated);
    }
  }

  private record Until(long nanos, FaultCode why) {
    static Until later(@Nullable Until was, Until wanted, long now) {
      return was != null && left(was, now).compareTo(left(wanted, now)) >= 0 ? was : wanted;
    }

    static Duration left(@Nullable Until end, long now) {
      return end == null || now - end.nanos >= 0
          ? Duration.ZERO
          : Duration.ofNanos(end.nanos - now);
    }
  }
}

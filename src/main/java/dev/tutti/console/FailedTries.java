package dev.tutti.console;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keys that were tried at the login and are none: so many a minute from one address, and from all
 * together, and no more are looked at. Thread-safe.
 */
final class FailedTries {
  private static final int FROM_ONE = 5;
  private static final int FROM_ALL = 60;
  private static final Duration SPAN = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Deque<Try> tries = new ArrayDeque<>();

  /** A try from an address. */
  private record Try(String address, Instant at) {}

  FailedTries(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Goes on only where another may be tried.
   *
   * @throws Fault {@code rate_limited}
   */
  synchronized void require(String address) {
    var now = clock.instant();
    tries.removeIf(each -> !now.isBefore(each.at.plus(SPAN)));
    long own = tries.stream().filter(each -> each.address.equals(address)).count();
    if (own >= FROM_ONE || tries.size() >= FROM_ALL) {
      throw Fault.of(
              FaultCode.RATE_LIMITED,
              "login: %d wrong keys from %s within a minute (expected: fewer than %d, and than %d from all)"
                  .formatted(own, address, FROM_ONE, FROM_ALL))
          .after(SPAN);
    }
  }

  /** Notes one. */
  synchronized void add(String address) {
    tries.add(new Try(address, clock.instant()));
  }
}

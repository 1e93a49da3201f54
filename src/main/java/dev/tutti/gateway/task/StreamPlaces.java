package dev.tutti.gateway.task;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.HashMap;
import java.util.Map;

/**
 * Places of streams of events: 1,000 in all, of which a tenth is left to others than the owner of
 * one key, who could hold all of them. Thread-safe.
 */
public final class StreamPlaces {
  static final int MOST = 1_000;
  static final int MOST_OF_OWNER = 900;

  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  /**
   * Takes a place, which is given back by the returned handle, once.
   *
   * @param owner empty for callers without a key
   * @throws Fault {@code rate_limited}
   */
  synchronized Runnable take(String owner) {
    int own = taken.getOrDefault(owner, 0);
    if (all >= MOST || (!owner.isEmpty() && own >= MOST_OF_OWNER)) {
      throw Fault.of(
          FaultCode.RATE_LIMITED,
          "events: %d streams, %d of this owner (expected: fewer than %d and %d)"
              .formatted(all, own, MOST, MOST_OF_OWNER));
    }
    all++;
    taken.put(owner, own + 1);
    return () -> giveBack(owner);
  }

  private synchronized void giveBack(String owner) {
    all--;
    taken.computeIfPresent(owner, (_, count) -> count > 1 ? count - 1 : null);
  }
}

package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Streams of events that are open: 100, and of one reader 20, so that a reader who forgets to close
 * them keeps nobody else away. Thread-safe.
 */
public final class EventStreams {
  private static final int MOST = 100;
  private static final int MOST_OF_ONE = 20;

  private final Map<String, Integer> open = new HashMap<>();
  private int all;

  /**
   * Counts one more.
   *
   * @param reader who reads it
   * @return to be run when it is over; again does nothing
   * @throws Fault {@code rate_limited} when there are too many
   */
  Runnable begin(String reader) {
    synchronized (this) {
      int own = open.getOrDefault(reader, 0);
      if (all >= MOST || own >= MOST_OF_ONE) {
        throw Fault.of(
            FaultCode.RATE_LIMITED,
            "events: %d streams, %d of them yours (expected: fewer than %d, and of yours than %d)"
                .formatted(all, own, MOST, MOST_OF_ONE));
      }
      all++;
      open.put(reader, own + 1);
    }
    var over = new AtomicBoolean();
    return () -> {
      if (over.compareAndSet(false, true)) {
        end(reader);
      }
    };
  }

  private synchronized void end(String reader) {
    all--;
    int left = open.getOrDefault(reader, 1) - 1;
    if (left == 0) {
      open.remove(reader);
    } else {
      open.put(reader, left);
    }
  }
}

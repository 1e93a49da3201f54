package dev.tutti.security;

import java.util.concurrent.atomic.AtomicLong;

/** Time of a key's last use, to the second, and whether it was written down. */
final class LastUse {
  private static final long SECOND = 1000;

  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong written = new AtomicLong();

  /** Notes a use; within the same second nothing is written, so that threads do not contend. */
  void at(long millis) {
    if (millis - seen.getPlain() >= SECOND) {
      seen.setOpaque(millis);
    }
  }

  /** Whether there is a use that was not written down. */
  boolean pending() {
    return seen.getOpaque() > written.get();
  }

  /** The last use in milliseconds since 1970, to be written down. */
  long take() {
    long last = seen.getOpaque();
    written.set(last);
    return last;
  }
}

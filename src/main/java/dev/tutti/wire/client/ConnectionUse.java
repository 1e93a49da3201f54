package dev.tutti.wire.client;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Uses of one open connection. Noted by one thread, read by any. */
public final class ConnectionUse {
  private final long opened;
  private final AtomicLong count = new AtomicLong();
  private volatile long latest;

  /**
   * A connection that was not used yet.
   *
   * @param opened when it was opened, in milliseconds of the epoch
   */
  public ConnectionUse(long opened) {
    this.opened = opened;
    this.latest = opened;
  }

  /**
   * Notes that it carries a request from now on.
   *
   * @param now in milliseconds of the epoch
   */
  public void use(long now) {
    latest = now;
    count.lazySet(count.get() + 1);
  }

  /** When it was opened. */
  public Instant opened() {
    return Instant.ofEpochMilli(opened);
  }

  /** When the latest use began; when it was opened, if there was none. */
  public Instant latest() {
    return Instant.ofEpochMilli(latest);
  }

  /** How often it was used. */
  public long count() {
    return count.get();
  }
}

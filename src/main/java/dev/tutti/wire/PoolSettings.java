package dev.tutti.wire;

import java.time.Duration;

/**
 * How connections to one origin are pooled.
 *
 * @param maxConnections how many may be open at once; the next caller waits in line
 * @param keepAlive how many may stay open unused
 * @param minWarm how many are opened before the first call
 * @param acquireTimeout how long a caller waits in line
 * @param idleTimeout after how long an unused connection is closed
 */
public record PoolSettings(
    int maxConnections, int keepAlive, int minWarm, Duration acquireTimeout, Duration idleTimeout) {

  /** 100 connections, 20 kept, none warm, 30 s in line, 60 s unused. */
  public static final PoolSettings DEFAULT =
      new PoolSettings(100, 20, 0, Duration.ofSeconds(30), Duration.ofSeconds(60));
}

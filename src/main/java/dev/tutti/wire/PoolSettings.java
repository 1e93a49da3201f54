package dev.tutti.wire;

import dev.tutti.config.Section;
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

  /** Reads {@code pool: {max_connections, keep_alive, min_warm, acquire, idle}}. */
  public static PoolSettings read(Section section) {
    var settings =
        new PoolSettings(
            section.integer("max_connections", 1, 100_000).or(DEFAULT.maxConnections),
            section.integer("keep_alive", 0, 100_000).or(DEFAULT.keepAlive),
            section.integer("min_warm", 0, 1_000).or(DEFAULT.minWarm),
            section.duration("acquire").or(DEFAULT.acquireTimeout),
            section.duration("idle").or(DEFAULT.idleTimeout));
    int most = Math.min(settings.maxConnections, settings.keepAlive);
    if (settings.minWarm > most) {
      section.refuse("min_warm", "at most keep_alive and max_connections: " + most);
    }
    return settings;
  }
}

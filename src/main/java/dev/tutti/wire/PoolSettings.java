package dev.tutti.wire;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;

/**
 * Settings of the connection pool of one origin.
 *
 * @param maxConnections how many may be open at once, 1 to 100,000; the next caller waits in line
 * @param keepAlive how many may stay open unused, 0 to 100,000
 * @param minWarm how many are opened before the first call, 0 to 1,000
 * @param acquireTimeout how long a caller waits in line, more than 0
 * @param idleTimeout after how long an unused connection is closed, more than 0
 */
public record PoolSettings(
    int maxConnections, int keepAlive, int minWarm, Duration acquireTimeout, Duration idleTimeout) {
  /** Section {@code pool}. */
  public static final SettingsSection<PoolSettings> SECTION =
      SettingsSection.fixed("pool", PoolSettings::read);

  /** 1,000 connections, all kept, none warm, 30 s in line, 60 s unused. */
  public static final PoolSettings DEFAULT =
      new PoolSettings(1_000, 1_000, 0, Duration.ofSeconds(30), Duration.ofSeconds(60));

  /** Checks the ranges. */
  public PoolSettings {
    Argument.check(
        maxConnections >= 1 && maxConnections <= 100_000,
        "max_connections",
        maxConnections,
        "1 to 100000");
    Argument.check(keepAlive >= 0 && keepAlive <= 100_000, "keep_alive", keepAlive, "0 to 100000");
    Argument.check(minWarm >= 0 && minWarm <= 1_000, "min_warm", minWarm, "0 to 1000");
    Argument.check(acquireTimeout.isPositive(), "acquire", acquireTimeout, "> 0");
    Argument.check(idleTimeout.isPositive(), "idle", idleTimeout, "> 0");
  }

  /** Reads {@code pool: {max_connections, keep_alive, min_warm, acquire, idle}}. */
  public static PoolSettings read(Section section) {
    int maxConnections = section.integer("max_connections", 1, 100_000).or(DEFAULT.maxConnections);
    var settings =
        new PoolSettings(
            maxConnections,
            section.integer("keep_alive", 0, 100_000).or(maxConnections),
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

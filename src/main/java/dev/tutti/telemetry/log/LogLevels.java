package dev.tutti.telemetry.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Levels of areas, as configured, and changed for a while. They are the process's: two servers in
 * one share them. Thread-safe.
 */
public final class LogLevels implements AutoCloseable {
  /** How long a level may be changed. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private final InstantSource clock;
  private final Map<String, AreaLevel> areas = new HashMap<>();

  /** Logger of an area, kept because loggers are weakly held. */
  private static final class AreaLevel {
    private final Logger logger;
    private final @Nullable Level before;
    private @Nullable LogLevel configured;
    private @Nullable Change change;
    private boolean touched;

    AreaLevel(String area) {
      logger = Logger.getLogger(LogArea.logger(area));
      before = logger.getLevel();
    }

    void apply() {
      if (change != null) {
        set(change.level.level());
      } else if (configured != null) {
        set(configured.level());
      } else {
        restore();
      }
    }

    private void set(Level level) {
      touched = true;
      logger.setLevel(level);
    }

    /** The level that others have set stays, where this has set none. */
    void restore() {
      if (touched) {
        touched = false;
        logger.setLevel(before);
      }
    }
  }

  private record Change(LogLevel level, Instant until) {}

  private LogLevels(InstantSource clock) {
    this.clock = clock;
    LogArea.NAMES.forEach(area -> areas.put(area, new AreaLevel(area)));
  }

  /** Takes over the levels and the format that are configured. */
  public static LogLevels open(LogSettings settings, InstantSource clock) {
    var levels = new LogLevels(clock);
    levels.follow(settings);
    return levels;
  }

  /** Takes over what is configured now; what is changed for a while stays so. */
  public synchronized void follow(LogSettings settings) {
    LineHandler.format(settings.json());
    areas.forEach(
        (name, area) -> {
          area.configured = settings.levels().get(name);
          area.apply();
        });
  }

  /**
   * Changes the level of an area, which ends by itself.
   *
   * @param time from now, at most {@link #LONGEST}
   */
  public synchronized void change(String area, LogLevel level, Duration time) {
    var changed = area(area);
    changed.change = new Change(level, clock.instant().plus(time));
    changed.apply();
  }

  /** Gives an area the level that is configured. */
  public synchronized void reset(String area) {
    var changed = area(area);
    changed.change = null;
    changed.apply();
  }

  private AreaLevel area(String name) {
    var found = areas.get(name);
    if (found == null) {
      throw new IllegalArgumentException("area: %s (expected: %s)".formatted(name, LogArea.NAMES));
    }
    return found;
  }

  /** Ends the changes whose time is over; to be called from time to time. */
  public synchronized void expire() {
    var now = clock.instant();
    for (var area : areas.values()) {
      if (area.change != null && !now.isBefore(area.change.until)) {
        area.change = null;
        area.apply();
      }
    }
  }

  /** Levels of all areas, calls first. */
  public synchronized List<Status> all() {
    expire();
    var all = new ArrayList<Status>();
    for (var name : LogArea.NAMES) {
      var area = area(name);
      var until = Optional.ofNullable(area.change).map(Change::until);
      all.add(new Status(name, level(name, area.logger), until.orElse(null)));
    }
    return all;
  }

  /** Lines of calls are only written where that is said. */
  private static LogLevel level(String area, Logger logger) {
    if (area.equals(LogArea.CALLS) && logger.getLevel() == null) {
      return LogLevel.OFF;
    }
    Logger each = logger;
    while (each.getLevel() == null && each.getParent() != null) {
      each = each.getParent();
    }
    return each.getLevel() == null ? LogLevel.INFO : LogLevel.of(each.getLevel());
  }

  /**
   * Level of an area.
   *
   * @param until when a change of it ends; null where it is as configured
   */
  public record Status(String area, LogLevel level, @Nullable Instant until) {}

  /** Puts back what was before. */
  @Override
  public synchronized void close() {
    areas.values().forEach(AreaLevel::restore);
  }
}

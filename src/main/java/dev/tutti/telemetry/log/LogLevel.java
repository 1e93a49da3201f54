package dev.tutti.telemetry.log;

import dev.tutti.config.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Collectors;

/** Levels of logs, by SLF4J's names. */
public enum LogLevel {
  OFF(Level.OFF),
  ERROR(Level.SEVERE),
  WARN(Level.WARNING),
  INFO(Level.INFO),
  DEBUG(Level.FINE),
  TRACE(Level.FINEST);

  /** The name of a level. */
  public static final Kind<LogLevel> KIND =
      Kind.oneOf(
          Arrays.stream(values()).collect(Collectors.toMap(LogLevel::word, Function.identity())));

  private final Level level;
  private final String word = name().toLowerCase(Locale.ROOT);

  LogLevel(Level level) {
    this.level = level;
  }

  /** The name that users see. */
  public String word() {
    return word;
  }

  Level level() {
    return level;
  }

  /** The one that a level of {@code java.util.logging} counts as. */
  static LogLevel of(Level level) {
    for (var each : values()) {
      if (level.intValue() >= each.level.intValue()) {
        return each;
      }
    }
    return TRACE;
  }
}

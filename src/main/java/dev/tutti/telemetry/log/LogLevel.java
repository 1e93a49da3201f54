package dev.tutti.telemetry.log;

import dev.tutti.config.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Collectors;

/** Levels of logs, by SLF4J's names. */
public enum LogLevel {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /** The name of a level. */
  public static final Kind<LogLevel> KIND =
      Kind.oneOf(
          Arrays.stream(values()).collect(Collectors.toMap(LogLevel::word, Function.identity())));

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name that users see. */
  public String word() {
    return word;
  }

  Level level() {
    return switch (this) {
      case OFF -> Level.OFF;
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.FINEST;
    };
  }

  /** The one that a level of {@code java.util.logging} counts as. */
  static LogLevel of(Level level) {
    for (var each : values()) {
      if (level.intValue() >= each.level().intValue()) {
        return each;
      }
    }
    return TRACE;
  }
}

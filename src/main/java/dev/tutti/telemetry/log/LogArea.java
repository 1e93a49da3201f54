package dev.tutti.telemetry.log;

import dev.tutti.config.Kind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Areas of the log: a room each, the whole of Tutti, and the lines of calls. */
public final class LogArea {
  /** Lines of calls that have ended. */
  static final String CALLS = "calls";

  /** All rooms. */
  static final String ALL = "tutti";

  /** Every area; those of rooms are packages below {@code dev.tutti}. */
  static final List<String> NAMES =
      List.of(
          CALLS,
          ALL,
          "alert",
          "batch",
          "cache",
          "call",
          "change",
          "character",
          "cli",
          "config",
          "context",
          "cooperation",
          "event",
          "file",
          "forecast",
          "gateway",
          "http",
          "ledger",
          "memory",
          "monitor",
          "platform",
          "provider",
          "recording",
          "report",
          "resilience",
          "responses",
          "routing",
          "security",
          "selection",
          "session",
          "skill",
          "store",
          "task",
          "telemetry",
          "token",
          "wire");

  /** The name of an area. */
  public static final Kind<String> KIND =
      Kind.oneOf(
          NAMES.stream().collect(Collectors.toMap(Function.identity(), Function.identity())));

  private static final String PACKAGES = "dev.tutti";

  private LogArea() {}

  /** The logger of an area. */
  static String logger(String area) {
    return switch (area) {
      case CALLS -> "tutti.calls";
      case ALL -> PACKAGES;
      default -> PACKAGES + '.' + area;
    };
  }

  /** The area that a logger writes for, with its package where there is one: {@code skill.load}. */
  static String of(String logger) {
    if (logger.equals("tutti.calls")) {
      return CALLS;
    }
    if (!logger.startsWith(PACKAGES + '.')) {
      return logger;
    }
    int last = logger.lastIndexOf('.');
    return last <= PACKAGES.length() ? ALL : logger.substring(PACKAGES.length() + 1, last);
  }
}

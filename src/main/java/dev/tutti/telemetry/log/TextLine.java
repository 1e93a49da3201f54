package dev.tutti.telemetry.log;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Form of a line for people; what was thrown follows on lines of its own. */
final class TextLine extends Formatter {
  private static final int LEAST_VISIBLE = 0x20;
  private static final int DELETE = 0x7f;
  private static final int LAST_CONTROL = 0x9f;

  @Override
  public String format(LogRecord event) {
    var line =
        "%s %-5s %s: %s%n"
            .formatted(
                event.getInstant().truncatedTo(ChronoUnit.MILLIS),
                LogLevel.of(event.getLevel()).word().toUpperCase(Locale.ROOT),
                LogArea.of(String.valueOf(event.getLoggerName())),
                visible(message(event)));
    return event.getThrown() == null ? line : line + StackTraces.of(event.getThrown());
  }

  static String message(LogRecord event) {
    var parameters = event.getParameters();
    return parameters != null && parameters.length == 1 && parameters[0] instanceof LogEvent told
        ? told.text()
        : String.valueOf(event.getMessage());
  }

  /** Nothing in a message looks like another line of the log: further lines are indented. */
  private static String visible(String text) {
    if (text.chars().noneMatch(TextLine::isControl)) {
      return text;
    }
    var visible = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '\n' -> visible.append("\n    ");
        case '\t' -> visible.append(each);
        default -> visible.append(isControl(each) ? "\\u%04x".formatted((int) each) : each);
      }
    }
    return visible.toString();
  }

  private static boolean isControl(int each) {
    return each < LEAST_VISIBLE || (each >= DELETE && each <= LAST_CONTROL);
  }
}

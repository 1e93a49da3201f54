package dev.tutti.telemetry.log;

import java.util.logging.LogRecord;

/** Lines of the log, for tests elsewhere. */
public final class TestingLines {
  private TestingLines() {}

  /** An event in the form for machines. */
  public static String json(LogRecord event) {
    return new JsonLine().format(event);
  }
}

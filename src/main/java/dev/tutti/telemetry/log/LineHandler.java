package dev.tutti.telemetry.log;

import java.io.PrintStream;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Writer of the log of a process, to standard error: standard output is for answers that programs
 * read. Thread-safe.
 */
public final class LineHandler extends Handler {
  private static final Formatter TEXT = new TextLine();
  private static final Formatter JSON = new JsonLine();

  private final PrintStream out;

  LineHandler(PrintStream out) {
    this.out = out;
    setFormatter(TEXT);
    setLevel(Level.ALL);
  }

  /** Takes the place of all handlers of this process. */
  public static void install() {
    var root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new LineHandler(System.err));
  }

  /** Sets the form of the lines, where one is installed. */
  static void format(boolean json) {
    for (var handler : Logger.getLogger("").getHandlers()) {
      if (handler instanceof LineHandler) {
        handler.setFormatter(json ? JSON : TEXT);
      }
    }
  }

  @Override
  public void publish(LogRecord event) {
    if (isLoggable(event)) {
      var line = getFormatter().format(event);
      synchronized (out) {
        out.print(line);
        out.flush();
      }
    }
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    flush();
  }
}

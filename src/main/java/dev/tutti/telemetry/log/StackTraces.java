package dev.tutti.telemetry.log;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Stack traces as texts of at most 16,384 characters. */
final class StackTraces {
  private static final int LONGEST = 1 << 14;

  private StackTraces() {}

  static String of(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    var whole = text.toString();
    return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + System.lineSeparator();
  }
}

package dev.tutti.telemetry.trace;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Log of OpenTelemetry's SDK, which says each failure with its stack trace; {@code OtlpExport} says
 * it once, in a line.
 */
final class SdkLog {
  /** Kept, as loggers are weakly held. */
  private static final Logger EXPORTER = Logger.getLogger("io.opentelemetry.exporter");

  private SdkLog() {}

  static void silence() {
    EXPORTER.setLevel(Level.OFF);
  }
}

package dev.tutti.telemetry.trace;

import java.util.List;

/** Way out for spans that have ended. Used by one thread at a time. */
interface SpanExport extends AutoCloseable {
  /** Hands on some spans; blocks. Whether whoever gets them has taken them. */
  boolean export(List<SpanRecord> spans);

  /** Ends it; what is under way may be lost. */
  @Override
  void close();
}

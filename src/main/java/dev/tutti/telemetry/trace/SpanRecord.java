package dev.tutti.telemetry.trace;

import dev.tutti.call.TraceParent;
import java.util.List;

/**
 * Span that has ended. Times are nanoseconds since 1970-01-01 UTC.
 *
 * @param self its place in its trace
 * @param parent the id of the span above it, empty for the first one
 * @param remote whether the span above it is another system's
 * @param failed whether it ended in an error
 */
record SpanRecord(
    TraceParent self,
    String parent,
    boolean remote,
    Kind kind,
    String name,
    Period period,
    SpanAttributes attributes,
    List<Event> events,
    List<TraceParent> links,
    boolean failed) {

  /** Kinds of spans. */
  enum Kind {
    SERVER,
    INTERNAL,
    CLIENT
  }

  /** From when to when. */
  record Period(long start, long end) {}

  /** Event of a span. */
  record Event(String name, long at, SpanAttributes attributes) {}
}

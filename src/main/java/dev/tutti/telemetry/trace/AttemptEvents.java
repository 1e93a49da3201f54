package dev.tutti.telemetry.trace;

import dev.tutti.call.Attempt;
import dev.tutti.telemetry.trace.SpanRecord.Event;
import java.util.ArrayList;
import java.util.List;

/** Events of the span of an attempt. */
final class AttemptEvents {
  private AttemptEvents() {}

  /**
   * When its guards let it pass, and when the first content came.
   *
   * @param start of the attempt, in nanoseconds
   */
  static List<Event> of(Attempt attempt, long start) {
    var events = new ArrayList<Event>(2);
    attempt
        .waited()
        .ifPresent(
            wait ->
                events.add(
                    new Event(
                        "tutti.admitted",
                        start + wait.toNanos(),
                        SpanAttributes.none().decimal("tutti.wait", Seconds.of(wait)))));
    attempt
        .timeToFirstToken()
        .ifPresent(
            first ->
                events.add(
                    new Event(
                        "tutti.first_token", start + first.toNanos(), SpanAttributes.none())));
    return events;
  }
}

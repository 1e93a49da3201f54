package dev.tutti.telemetry.trace;

import dev.tutti.call.Attempt;
import dev.tutti.call.CacheUse;
import dev.tutti.call.Call;
import dev.tutti.call.Decision;
import dev.tutti.telemetry.trace.SpanRecord.Event;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Events of the span of a logical call: each choice of a deployment, waits between attempts, and
 * what was given in the place of an upstream's answer.
 */
final class ModelEvents {
  private final Call call;
  private final Timeline time;
  private final long start;
  private final long end;
  private final List<Event> events = new ArrayList<>();

  /**
   * Events of a call.
   *
   * @param time when it is looked at
   */
  ModelEvents(Call call, Timeline time) {
    this.call = call;
    this.time = time;
    this.start = time.at(call.began());
    this.end = start + call.elapsed().toNanos();
  }

  List<Event> all() {
    call.cacheUse().ifPresent(this::cache);
    if (call.coalesced()) {
      events.add(new Event("tutti.coalesced", start, SpanAttributes.none()));
    } else {
      steps(call.attempts().iterator());
    }
    if (call.decision().slept().isPositive()) {
      var slept = SpanAttributes.none().decimal("tutti.wait", Seconds.of(call.decision().slept()));
      events.add(new Event("tutti.retry_wait", end, slept));
    }
    call.degraded()
        .ifPresent(
            how ->
                events.add(
                    new Event(
                        "tutti.degraded",
                        end,
                        SpanAttributes.none().text("tutti.degraded", how.word()))));
    return events;
  }

  private void cache(CacheUse use) {
    var attributes = SpanAttributes.none().text("tutti.cache", use.result().word());
    if (use.result() == CacheUse.Result.HIT) {
      attributes.decimal("tutti.cache.age", Seconds.of(use.age()));
      attributes.decimal("tutti.cache.similarity", use.similarity());
    }
    events.add(new Event("tutti.cache", start, attributes));
  }

  /**
   * A choice is made when the attempt that follows it begins; one that found nobody, at the end.
   */
  private void steps(Iterator<Attempt> attempts) {
    for (var step : call.decision().steps()) {
      boolean asked = step.chosen() != null && attempts.hasNext();
      long at = asked ? time.at(attempts.next().began()) : end;
      events.add(new Event("tutti.route", at, attributes(step)));
    }
  }

  private static SpanAttributes attributes(Decision.Step step) {
    var attributes =
        SpanAttributes.none()
            .text("tutti.route.model", step.model())
            .text("tutti.route.link", step.link())
            .text("tutti.route.balance", step.balance())
            .text("tutti.attempt.reason", step.reason().word());
    var chosen = step.chosen();
    if (chosen != null) {
      attributes.text("tutti.deployment", chosen.deployment());
    }
    return attributes
        .texts(
            "tutti.route.candidates",
            step.candidates().stream().map(each -> each.deployment().deployment()).toList())
        .texts(
            "tutti.route.away",
            step.away().stream()
                .map(
                    each ->
                        each.deployment().deployment() + ": " + String.join(", ", each.reasons()))
                .toList());
  }
}

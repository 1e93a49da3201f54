package dev.tutti.telemetry.trace;

import dev.tutti.call.FlowStep;
import dev.tutti.telemetry.trace.SpanRecord.Event;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Events of the span of a call that is a part of a conversation: what was done around its choices,
 * each step when it began, with what its record says of it.
 */
final class FlowEvents {
  private static final String PREFIX = "tutti.";

  private FlowEvents() {}

  static List<Event> of(List<FlowStep> steps, Timeline time) {
    return steps.stream().map(step -> of(step, time)).toList();
  }

  private static Event of(FlowStep step, Timeline time) {
    var name = PREFIX + step.kind().word();
    var attributes = SpanAttributes.none().decimal("tutti.took", Seconds.of(step.took()));
    step.details().forEachEntry((member, value) -> put(attributes, name + '.' + member, value));
    return new Event(name, time.at(step.at()), attributes);
  }

  private static void put(SpanAttributes attributes, String name, JsonNode value) {
    if (value.isBoolean()) {
      attributes.flag(name, value.asBoolean());
    } else if (value.isIntegralNumber()) {
      attributes.number(name, value.asLong());
    } else if (value.isNumber()) {
      attributes.decimal(name, value.asDouble());
    } else {
      attributes.text(name, value.asString(""));
    }
  }
}

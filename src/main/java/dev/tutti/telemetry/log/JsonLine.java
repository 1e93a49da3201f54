package dev.tutti.telemetry.log;

import dev.tutti.chat.Json;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Form of a line for machines: one object of JSON. */
final class JsonLine extends Formatter {

  @Override
  public String format(LogRecord event) {
    var line =
        Json.object()
            .put("ts", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("level", LogLevel.of(event.getLevel()).word());
    var parameters = event.getParameters();
    if (parameters != null && parameters.length == 1 && parameters[0] instanceof LogEvent told) {
      line.put("event", told.name()).put("area", area(event));
      line.setAll(told.fields());
    } else {
      var message = TextLine.message(event);
      line.put("event", "log").put("area", area(event));
      var request = LogEvent.request(message);
      if (request != null) {
        line.put("request_id", request);
      }
      line.put("message", message);
    }
    if (event.getThrown() != null) {
      line.put("error", event.getThrown().getClass().getName());
      line.put("stack", StackTraces.of(event.getThrown()));
    }
    return Json.text(line) + '\n';
  }

  private static String area(LogRecord event) {
    return LogArea.of(String.valueOf(event.getLoggerName()));
  }
}

package dev.tutti.task.api;

import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskForecast.Range;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was expected of a task when it was submitted, and why it has its priority. Immutable.
 *
 * @param priorityReason empty where the caller has said the priority
 * @param expected null where too little was known
 * @param version of what it is about, such as of a skill; empty where there is none, and for
 *     schedules, whose tasks may each have another one
 */
public record TaskPlan(String priorityReason, @Nullable TaskForecast expected, String version) {
  /** Plan of a task of which nothing was known. */
  public static final TaskPlan NONE = new TaskPlan("", null, "");

  /** Forecast, where enough was known. */
  public Optional<TaskForecast> forecast() {
    return Optional.ofNullable(expected);
  }

  /** JSON by which it is kept; empty for nothing. */
  public String text() {
    if (equals(NONE)) {
      return "";
    }
    var json = Json.object().put("priority", priorityReason);
    if (!version.isEmpty()) {
      json.put("version", version);
    }
    if (expected != null) {
      var forecast = json.putArray("forecast").add(expected.basis());
      var time = expected.duration();
      forecast.add(time.low().toMillis()).add(time.median().toMillis()).add(time.high().toMillis());
      for (var range : List.of(expected.tokens(), expected.cost())) {
        forecast.add(range.low()).add(range.median()).add(range.high());
      }
    }
    return Json.text(json);
  }

  /** Plan that was kept. */
  public static TaskPlan read(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    var json = Json.tree(text);
    var forecast = json.path("forecast");
    return new TaskPlan(
        json.path("priority").asString(""),
        forecast.isArray() ? forecast(forecast) : null,
        json.path("version").asString(""));
  }

  private static TaskForecast forecast(JsonNode all) {
    return new TaskForecast(
        new Range<>(
            Duration.ofMillis(all.path(1).asLong()),
            Duration.ofMillis(all.path(2).asLong()),
            Duration.ofMillis(all.path(3).asLong())),
        range(all, 4),
        range(all, 7),
        all.path(0).asInt());
  }

  private static Range<Long> range(JsonNode all, int at) {
    return new Range<>(all.path(at).asLong(), all.path(at + 1).asLong(), all.path(at + 2).asLong());
  }
}

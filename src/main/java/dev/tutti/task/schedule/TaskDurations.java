package dev.tutti.task.schedule;

import dev.tutti.chat.Fault;
import dev.tutti.config.Kind;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Spans of time in requests: seconds as a number, or a text such as {@code 1m30s}. */
public final class TaskDurations {
  private static final double LONGEST = 366 * 86_400.0;
  private static final int LONGEST_SHOWN = 100;

  private TaskDurations() {}

  /**
   * A span.
   *
   * @param member its place in the request
   * @throws Fault {@code invalid_request}
   */
  public static Duration read(String member, JsonNode json) {
    return found(json)
        .filter(time -> time.isPositive() && time.toMillis() / 1_000.0 <= LONGEST)
        .orElseThrow(
            () ->
                Fault.invalid(
                    member,
                    "%s (expected: seconds, or a text such as 30s)".formatted(shown(json))));
  }

  /** What was given, as far as a message says it. */
  static String shown(JsonNode given) {
    var text = given.toString();
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
  }

  private static Optional<Duration> found(JsonNode json) {
    if (json.isNumber()) {
      double seconds = json.asDouble(0);
      return seconds > 0 && seconds <= LONGEST
          ? Optional.of(Duration.ofMillis(Math.max(1, Math.round(seconds * 1_000))))
          : Optional.empty();
    }
    return json.isString() ? text(json.asString()) : Optional.empty();
  }

  /** A span as a text, such as {@code 30s}; empty where it is none. */
  public static Optional<Duration> text(String text) {
    return Kind.duration().reading().apply(text);
  }
}

package dev.tutti.monitor;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Reads measurements as they are sent: one as an object, or several in its member {@code data}.
 *
 * @param clock for those that do not say when they ended
 */
record MeasurementReader(InstantSource clock) {
  private static final int MOST = 1_000;
  private static final int LONGEST_TEXT = 200;
  private static final double LONGEST_MS = Duration.ofDays(1).toMillis();
  private static final long MOST_TOKENS = 1_000_000_000;
  private static final Set<String> MEMBERS =
      new TreeSet<>(
          Set.of(
              "type",
              "model",
              "latency_ms",
              "success",
              "error",
              "input_tokens",
              "output_tokens",
              "memory_bytes",
              "cpu",
              "at"));

  /**
   * Reads a request's body.
   *
   * @throws Fault {@code invalid_request} naming the member
   */
  List<Measurement> read(byte[] body) {
    var tree = Json.request(body);
    if (!tree.has("data")) {
      return List.of(one(tree, ""));
    }
    var data = tree.path("data");
    if (!data.isArray() || data.isEmpty() || data.size() > MOST) {
      throw Fault.invalid(
          "data",
          "%s (expected: a list of 1 to %d measurements)"
              .formatted(
                  data.isArray() ? data.size() + " measurements" : data.getNodeType(), MOST));
    }
    for (var name : tree.propertyNames()) {
      if (!name.equals("data")) {
        throw Fault.invalid(name, "stands beside data (expected: in each of its measurements)");
      }
    }
    var all = new ArrayList<Measurement>();
    for (var each : data) {
      all.add(one(each, "data[" + all.size() + "]."));
    }
    return all;
  }

  private Measurement one(JsonNode json, String place) {
    if (!json.isObject()) {
      throw Fault.invalid(place + "type", "no object (expected: one with some of " + MEMBERS + ")");
    }
    for (var name : json.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw Fault.invalid(place + name, "is not known (expected: one of " + MEMBERS + ")");
      }
    }
    var type = text(json, place, "type", "");
    if (type.isEmpty()) {
      throw Fault.invalid(
          place + "type", "is missing (expected: a type of request, such as batch)");
    }
    var latency = number(json, place, "latency_ms", LONGEST_MS, Double.NaN);
    if (Double.isNaN(latency)) {
      throw Fault.invalid(place + "latency_ms", "is missing (expected: milliseconds)");
    }
    boolean failed = !success(json, place);
    return new Measurement(
        at(json, place),
        new Measurement.Subject(type, text(json, place, "model", "")),
        Duration.ofNanos(Math.round(latency * 1e6)),
        failed ? text(json, place, "error", "") : null,
        new Measurement.Tokens(
            (long) number(json, place, "input_tokens", MOST_TOKENS, 0),
            (long) number(json, place, "output_tokens", MOST_TOKENS, 0)),
        new Measurement.Effort(
            (long) number(json, place, "memory_bytes", Long.MAX_VALUE, -1),
            number(json, place, "cpu", 1, Double.NaN)));
  }

  /** Whether it succeeded: as it says, or else because it names no error. */
  private static boolean success(JsonNode json, String place) {
    var success = json.path("success");
    boolean silent = success.isMissingNode() || success.isNull();
    if (!silent && !success.isBoolean()) {
      throw Fault.invalid(place + "success", success + " (expected: true or false)");
    }
    return silent ? !json.hasNonNull("error") : success.asBoolean();
  }

  private Instant at(JsonNode json, String place) {
    var text = text(json, place, "at", "");
    try {
      var at = text.isEmpty() ? clock.instant() : Instant.parse(text);
      if (!at.isBefore(Instant.EPOCH) && !at.isAfter(clock.instant().plusSeconds(3_600))) {
        return at;
      }
    } catch (DateTimeParseException _) {
      // refused below
    }
    throw Fault.invalid(
        place + "at", "\"" + text + "\" (expected: a time in the past, 2026-01-31T12:00:00Z)");
  }

  private static String text(JsonNode json, String place, String member, String otherwise) {
    var value = json.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isString() || value.asString().length() > LONGEST_TEXT) {
      throw Fault.invalid(
          place + member, "expected: a text of at most %d characters".formatted(LONGEST_TEXT));
    }
    return value.asString();
  }

  private static double number(
      JsonNode json, String place, String member, double most, double otherwise) {
    var value = json.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > most) {
      throw Fault.invalid(
          place + member, "%s (expected: a number from 0 to %.0f)".formatted(value, most));
    }
    return value.asDouble();
  }
}

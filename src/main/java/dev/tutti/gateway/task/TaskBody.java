package dev.tutti.gateway.task;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.schedule.TaskDurations;
import dev.tutti.task.schedule.TaskSchedule;
import dev.tutti.text.Nearest;
import dev.tutti.text.WholeCharacters;
import dev.tutti.wire.EgressGuard;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What somebody submits, as JSON. Every member is checked; one that nobody knows is a slip. */
record TaskBody(ObjectNode root) {
  private static final Set<String> MEMBERS =
      Set.of(
          "kind",
          "input",
          "priority",
          "timeout",
          "deadline",
          "run_at",
          "schedule",
          "idempotency_key",
          "webhook",
          "limits");

  private static final Set<String> LIMITS =
      Set.of(
          "tokens", "cost_usd", "output_bytes", "steps", "wall_time", "network_bytes", "cpu_time");
  private static final int NANO_DIGITS = 9;
  private static final double MOST_DOLLARS = 1e9;
  private static final int LONGEST_KIND = 100;
  private static final int LONGEST_SHOWN = 100;

  /** A body of JSON. */
  static TaskBody read(byte[] body) {
    var root = Json.request(body);
    requireKnown(root, MEMBERS, "");
    return new TaskBody(root);
  }

  /** Limits of a body that has nothing else; empty where it says none. */
  static Optional<TaskLimits> limits(byte[] body) {
    var root = Json.request(body);
    requireKnown(root, Set.of("limits"), "");
    var read = new TaskBody(root);
    return read.has("limits") ? Optional.of(read.limits()) : Optional.empty();
  }

  private static void requireKnown(JsonNode object, Set<String> members, String before) {
    for (var member : object.propertyNames()) {
      if (!members.contains(member)) {
        var name = WholeCharacters.first(member, LONGEST_SHOWN);
        var near = Nearest.to(name, members);
        throw Fault.invalid(
            before + name,
            near.isEmpty()
                ? "not known (expected: some of %s)".formatted(new TreeSet<>(members))
                : "not known. Did you mean " + String.join(" or ", near) + "?");
      }
    }
  }

  /**
   * The submission.
   *
   * @param header the idempotency key of a header, empty for none; the body's own counts for more
   * @param egress where callers may have Tutti connect to
   */
  TaskRequest request(String header, EgressGuard egress) {
    var kind = root.path("kind");
    if (!kind.isString() || kind.asString().length() > LONGEST_KIND) {
      throw wrong("kind", kind, "a kind of task such as chat");
    }
    if (!(root.path("input") instanceof ObjectNode input)) {
      throw wrong("input", root.path("input"), "an object");
    }
    var request =
        TaskRequest.of(kind.asString(), input)
            .schedule(TaskSchedule.read(root.path("schedule")))
            .limits(limits())
            .idempotencyKey(key(header))
            .webhook(TaskWebhook.read(root.path("webhook"), egress));
    request = isAuto() ? request.autoPriority() : request.priority(priority());
    if (has("timeout")) {
      request = request.timeout(TaskDurations.read("timeout", root.path("timeout")));
    }
    if (has("deadline")) {
      request = request.deadline(instant("deadline"));
    }
    return has("run_at") ? request.runAt(instant("run_at")) : request;
  }

  private boolean has(String member) {
    return !root.path(member).isMissingNode() && !root.path(member).isNull();
  }

  private boolean isAuto() {
    return root.path("priority").asString("").equals("auto");
  }

  private int priority() {
    var level = root.path("priority");
    if (!has("priority")) {
      return TaskRequest.USUAL_PRIORITY;
    }
    boolean isSmall = level.isIntegralNumber() && level.canConvertToInt();
    if (!isSmall || level.asInt() < 0 || level.asInt() > 9) {
      throw wrong("priority", level, "0 to 9, of which 9 is the most urgent, or auto");
    }
    return level.asInt();
  }

  private String key(String header) {
    var key = root.path("idempotency_key");
    if (!has("idempotency_key")) {
      return requireShort(header);
    }
    if (!key.isString() || key.asString().isEmpty()) {
      throw wrong("idempotency_key", key, "a text of 1 to 256 characters");
    }
    return requireShort(key.asString());
  }

  private static String requireShort(String key) {
    if (key.length() > TaskRequest.LONGEST_KEY) {
      throw Fault.invalid(
          "idempotency_key",
          "%d characters (expected: at most %d)".formatted(key.length(), TaskRequest.LONGEST_KEY));
    }
    return key;
  }

  private Instant instant(String member) {
    var value = root.path(member);
    try {
      var time = OffsetDateTime.parse(value.asString("")).toInstant();
      if (TaskRequest.isTime(time)) {
        return time;
      }
    } catch (DateTimeException _) {
      // Told below.
    }
    throw wrong(member, value, "a time such as 2026-03-01T12:30:00Z");
  }

  private TaskLimits limits() {
    if (!has("limits")) {
      return TaskLimits.NONE;
    }
    if (!(root.path("limits") instanceof ObjectNode limits)) {
      throw wrong("limits", root.path("limits"), "an object of " + new TreeSet<>(LIMITS));
    }
    requireKnown(limits, LIMITS, "limits.");
    try {
      return new TaskLimits(
          whole(limits, "tokens", TaskLimits.NONE.tokens()),
          dollars(limits),
          whole(limits, "output_bytes", TaskLimits.NONE.outputBytes()),
          whole(limits, "steps", TaskLimits.NONE.steps()),
          time(limits, "wall_time"),
          whole(limits, "network_bytes", TaskLimits.NONE.networkBytes()),
          time(limits, "cpu_time"));
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("limits", String.valueOf(e.getMessage()));
    }
  }

  private static long whole(ObjectNode limits, String member, long otherwise) {
    var value = limits.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong("limits." + member, value, "a whole number");
    }
    return value.asLong();
  }

  private static Duration time(ObjectNode limits, String member) {
    var time = limits.path(member);
    return time.isMissingNode() || time.isNull()
        ? TaskLimits.ANY_TIME
        : TaskDurations.read("limits." + member, time);
  }

  private static long dollars(ObjectNode limits) {
    var value = limits.path("cost_usd");
    if (value.isMissingNode() || value.isNull()) {
      return TaskLimits.NONE.nanoDollars();
    }
    double dollars = value.isNumber() ? value.asDouble(0) : 0;
    if (!(dollars > 0 && dollars <= MOST_DOLLARS)) {
      throw wrong("limits.cost_usd", value, "US dollars, more than 0");
    }
    return Math.max(1, BigDecimal.valueOf(dollars).movePointRight(NANO_DIGITS).longValue());
  }

  private static Fault wrong(String member, JsonNode found, String expected) {
    return Fault.invalid(member, "%s (expected: %s)".formatted(shown(found), expected));
  }

  private static String shown(JsonNode found) {
    var text = found.toString();
    return text.isEmpty()
        ? "missing"
        : text.length() > LONGEST_SHOWN ? WholeCharacters.first(text, LONGEST_SHOWN) + "..." : text;
  }
}

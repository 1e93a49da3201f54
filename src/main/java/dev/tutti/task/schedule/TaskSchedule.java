package dev.tutti.task.schedule;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.config.Argument;
import dev.tutti.config.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schedule of a task that runs again and again: its own row stays {@code scheduled}, and begins a
 * task each time. Immutable.
 */
public sealed interface TaskSchedule {
  /** Not again: the task runs once. */
  static TaskSchedule once() {
    return new Once();
  }

  /** The first time after an instant. */
  Optional<Instant> next(Instant after);

  /** JSON by which it is kept and shown. */
  ObjectNode json();

  /** Rules of what is in the way of a run. */
  ScheduleRules rules();

  /** Whether it runs once. */
  default boolean isOnce() {
    return this instanceof Once;
  }

  /** What becomes of times that have passed while no server ran. */
  enum Missed {
    /** They are made up for by one run. */
    ONCE,
    /** They are left out. */
    SKIP;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Rules of what is in the way of a run.
   *
   * @param overlap whether a run begins although the one before it has not ended
   */
  record ScheduleRules(Missed missed, boolean overlap) {
    static final ScheduleRules USUAL = new ScheduleRules(Missed.ONCE, false);

    private ObjectNode in(ObjectNode json) {
      return json.put("missed", missed.word()).put("overlap", overlap);
    }
  }

  /** No schedule. */
  record Once() implements TaskSchedule {
    @Override
    public Optional<Instant> next(Instant after) {
      return Optional.empty();
    }

    @Override
    public ObjectNode json() {
      return Json.object();
    }

    @Override
    public ScheduleRules rules() {
      return ScheduleRules.USUAL;
    }
  }

  /** Times of a calendar. */
  record Cron(CronExpression at, ZoneId zone, ScheduleRules rules) implements TaskSchedule {
    @Override
    public Optional<Instant> next(Instant after) {
      return at.next(after, zone);
    }

    @Override
    public ObjectNode json() {
      return rules.in(Json.object().put("cron", at.toString()).put("zone", zone.getId()));
    }
  }

  /** Fixed delay from one time to the next. */
  record Every(Duration delay, ScheduleRules rules) implements TaskSchedule {
    private static final Duration LEAST = Duration.ofSeconds(1);

    /** Checks the range. */
    public Every {
      Argument.check(delay.compareTo(LEAST) >= 0, "every", delay, "at least 1 s");
    }

    @Override
    public Optional<Instant> next(Instant after) {
      return Optional.of(after.plus(delay));
    }

    @Override
    public ObjectNode json() {
      return rules.in(Json.object().put("every", delay.toMillis() / 1_000.0));
    }
  }

  /**
   * Reads {@code {cron, zone, missed, overlap}} or {@code {every, missed, overlap}}.
   *
   * @throws Fault {@code invalid_request}
   */
  static TaskSchedule read(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return once();
    }
    var known = Set.of("cron", "every", "zone", "missed", "overlap");
    if (!json.isObject() || json.has("cron") == json.has("every")) {
      throw wrong("schedule", json, "{cron, zone} or {every}");
    }
    for (var name : json.propertyNames()) {
      if (!known.contains(name)) {
        throw wrong("schedule." + name, json.path(name), "one of " + known);
      }
    }
    try {
      return json.has("cron") ? cron(json) : every(json);
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("schedule", String.valueOf(e.getMessage()));
    }
  }

  private static TaskSchedule cron(JsonNode json) {
    var given = json.path("zone");
    boolean absent = given.isMissingNode() || given.isNull();
    var zone =
        Kind.zone()
            .reading()
            .apply(absent ? "UTC" : given.isString() ? given.asString() : "")
            .orElseThrow(() -> wrong("schedule.zone", given, "such as Europe/Berlin"));
    var cron = new Cron(CronExpression.parse(json.path("cron").asString("")), zone, rules(json));
    if (cron.next(Instant.EPOCH).isEmpty()) {
      throw wrong("schedule.cron", json.path("cron"), "a time that comes");
    }
    return cron;
  }

  private static TaskSchedule every(JsonNode json) {
    return new Every(TaskDurations.read("schedule.every", json.path("every")), rules(json));
  }

  private static ScheduleRules rules(JsonNode json) {
    var missed =
        json.has("missed")
            ? Argument.named(
                "missed", json.path("missed").asString(""), Missed.values(), Missed::word)
            : Missed.ONCE;
    var overlap = json.path("overlap");
    if (!overlap.isMissingNode() && !overlap.isBoolean()) {
      throw wrong("schedule.overlap", overlap, "true or false");
    }
    return new ScheduleRules(missed, overlap.asBoolean(false));
  }

  private static Fault wrong(String member, JsonNode found, String expected) {
    return Fault.invalid(
        member, "%s (expected: %s)".formatted(TaskDurations.shown(found), expected));
  }
}

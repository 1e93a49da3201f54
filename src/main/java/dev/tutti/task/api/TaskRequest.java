package dev.tutti.task.api;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.config.Argument;
import dev.tutti.task.schedule.TaskSchedule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Task to be submitted: its kind, its input, and when and how it is run. Immutable; each step gives
 * a changed copy.
 *
 * <pre>{@code
 * TaskRequest.of("chat", body).priority(9).timeout(Duration.ofMinutes(2)).idempotencyKey("42")
 * }</pre>
 */
public final class TaskRequest {
  /** Priority of who does not say. */
  public static final int USUAL_PRIORITY = 5;

  /** The longest idempotency key, in characters. */
  public static final int LONGEST_KEY = 256;

  private static final int MOST = 9;

  /** Times outside of these are slips, and beyond what some can write down. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final String kind;
  private final ObjectNode input;
  private final int priority;
  private final boolean auto;
  private final @Nullable Duration timeout;
  private final @Nullable Instant deadline;
  private final @Nullable Instant runAt;
  private final TaskSchedule schedule;
  private final TaskLimits limits;
  private final String idempotencyKey;
  private final String webhook;

  private TaskRequest(Parts parts) {
    this.kind = parts.kind;
    this.input = parts.input;
    this.priority = parts.priority;
    this.auto = parts.auto;
    this.timeout = parts.timeout;
    this.deadline = parts.deadline;
    this.runAt = parts.runAt;
    this.schedule = parts.schedule;
    this.limits = parts.limits;
    this.idempotencyKey = parts.idempotencyKey;
    this.webhook = parts.webhook;
  }

  private record Parts(
      String kind,
      ObjectNode input,
      int priority,
      boolean auto,
      @Nullable Duration timeout,
      @Nullable Instant deadline,
      @Nullable Instant runAt,
      TaskSchedule schedule,
      TaskLimits limits,
      String idempotencyKey,
      String webhook) {}

  private TaskRequest with(
      @Nullable Duration time, @Nullable Instant end, @Nullable Instant begin) {
    return new TaskRequest(
        new Parts(
            kind,
            input,
            priority,
            auto,
            time,
            end,
            begin,
            schedule,
            limits,
            idempotencyKey,
            webhook));
  }

  private TaskRequest with(int level, boolean isAuto) {
    return new TaskRequest(
        new Parts(
            kind,
            input,
            level,
            isAuto,
            timeout,
            deadline,
            runAt,
            schedule,
            limits,
            idempotencyKey,
            webhook));
  }

  private TaskRequest with(TaskSchedule again, TaskLimits most, String unique, String told) {
    return new TaskRequest(
        new Parts(
            kind, input, priority, auto, timeout, deadline, runAt, again, most, unique, told));
  }

  /** A task of a kind with its input, to be run soon. */
  public static TaskRequest of(String kind, ObjectNode input) {
    return new TaskRequest(
        new Parts(
            kind,
            input,
            USUAL_PRIORITY,
            false,
            null,
            null,
            null,
            TaskSchedule.once(),
            TaskLimits.NONE,
            "",
            ""));
  }

  /** How urgent it is, 0 to 9; 9 is the most urgent, 5 is usual. */
  public TaskRequest priority(int level) {
    Argument.check(level >= 0 && level <= MOST, "priority", level, "0 to 9");
    return with(level, false);
  }

  /** As urgent as its deadline, its forecast and its owner's share of the line make it. */
  public TaskRequest autoPriority() {
    return with(USUAL_PRIORITY, true);
  }

  /** The longest time of an attempt; the kind says otherwise. */
  public TaskRequest timeout(Duration time) {
    Argument.check(time.isPositive(), "timeout", time, "> 0");
    return with(time, deadline, runAt);
  }

  /** Whether a deadline or a begin may be at that instant: in the years 1970 to 9999. */
  public static boolean isTime(Instant time) {
    return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
  }

  private static void requireTime(String member, Instant time) {
    Argument.check(isTime(time), member, time, "a year from 1970 to 9999");
  }

  /** Instant at which it ends, whatever has become of it. */
  public TaskRequest deadline(Instant end) {
    requireTime("deadline", end);
    return with(timeout, end, runAt);
  }

  /** Instant before which it is not run. */
  public TaskRequest runAt(Instant begin) {
    requireTime("run_at", begin);
    return with(timeout, deadline, begin);
  }

  /** Times at which it is run again and again. */
  public TaskRequest schedule(TaskSchedule again) {
    return with(again, limits, idempotencyKey, webhook);
  }

  /** Limits over all attempts. */
  public TaskRequest limits(TaskLimits most) {
    return with(schedule, most, idempotencyKey, webhook);
  }

  /**
   * A text by which the same submission is known again, once for an owner; at most 256 characters,
   * empty for none.
   */
  public TaskRequest idempotencyKey(String unique) {
    Argument.check(
        unique.length() <= LONGEST_KEY, "idempotency_key", unique, "at most 256 characters");
    return with(schedule, limits, unique, webhook);
  }

  /**
   * Receiver of what becomes of it, as JSON of {@code {url, secret}}; empty for nobody.
   *
   * @throws IllegalArgumentException when it is none; the message does not hold the secret
   */
  public TaskRequest webhook(String told) {
    if (!told.isEmpty() && !isReceiver(told)) {
      throw new IllegalArgumentException(
          "webhook: no such JSON (expected: such as {\"url\": \"https://host/path\", \"secret\":"
              + " \"whsec_...\"})");
    }
    return with(schedule, limits, idempotencyKey, told);
  }

  private static boolean isReceiver(String told) {
    try {
      var url = Json.tree(told).path("url");
      return url.isString() && URI.create(url.asString()).getAuthority() != null;
    } catch (Fault | IllegalArgumentException _) {
      return false;
    }
  }

  /** Name of the kind. */
  public String kind() {
    return kind;
  }

  /** What is asked. */
  public ObjectNode input() {
    return input;
  }

  /** How urgent it is. */
  public int priority() {
    return priority;
  }

  /** Whether its priority is made of its deadline, its forecast and its owner's share. */
  public boolean isAuto() {
    return auto;
  }

  /** The longest time of an attempt, where it says. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** Instant at which it ends. */
  public Optional<Instant> deadline() {
    return Optional.ofNullable(deadline);
  }

  /** Instant before which it is not run. */
  public Optional<Instant> runAt() {
    return Optional.ofNullable(runAt);
  }

  /** Times at which it is run again. */
  public TaskSchedule schedule() {
    return schedule;
  }

  /** Limits over all attempts. */
  public TaskLimits limits() {
    return limits;
  }

  /** A text by which the same submission is known again; may be empty. */
  public String idempotencyKey() {
    return idempotencyKey;
  }

  /** Receiver of what becomes of it; may be empty. */
  public String webhook() {
    return webhook;
  }

  /** Everything that makes two submissions the same. */
  public String fingerprint() {
    var all = Json.object().put("kind", kind);
    all.set("priority", auto ? Json.valueOf("auto") : Json.valueOf(priority));
    all.set("input", input);
    all.put("timeout", Objects.toString(timeout, ""));
    all.put("deadline", Objects.toString(deadline, ""));
    all.put("run_at", Objects.toString(runAt, ""));
    all.set("schedule", schedule.json());
    all.put("limits", limits.fingerprint()).put("webhook", webhook);
    return Json.text(all);
  }
}

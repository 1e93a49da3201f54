package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.security.Principal;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskForecast;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskPlan;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.task.line.LineEntry.EntryWork;
import dev.tutti.task.plan.AutoPriority;
import dev.tutti.task.plan.EngineLoad;
import dev.tutti.task.plan.TaskHistory;
import dev.tutti.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Rows of new tasks.
 *
 * @param random fit for ids that nobody can guess
 * @param history of which forecasts are made
 * @param load of the engine, and an owner's part of it
 */
record NewTasks(
    InstantSource clock,
    RandomGenerator random,
    TaskHistory history,
    Function<String, EngineLoad> load) {
  private static final int ID_BYTES = 16;

  /**
   * The row of a submission.
   *
   * @throws Fault {@code invalid_request}
   */
  TaskRecord of(TaskRequest request, TaskKind kind, TaskOwner owner, Principal principal) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var ready = ready(request, now);
    requireDeadline(request, ready, now);
    requireMeasured(request.limits(), kind);
    var input = Json.bytes(request.input());
    var schedule = request.schedule();
    var work = work(request, kind, principal, input.length);
    var forecast = history.forecast(work).orElse(null);
    var priority = priority(request, forecast, owner, now);
    return new TaskRecord(
        0,
        id(),
        owner,
        kind.name(),
        work.subject(),
        ready.isAfter(now) ? TaskState.SCHEDULED : TaskState.PENDING,
        priority.level(),
        0,
        0,
        times(request, kind, now, ready),
        TaskFailure.NONE,
        TaskUsage.NONE,
        TaskRecord.TaskProgress.NONE,
        request.limits(),
        input.length,
        request.idempotencyKey(),
        hash(request),
        schedule.isOnce() ? "" : Json.text(schedule.json()),
        "",
        request.webhook(),
        new TaskPlan(priority.reason(), forecast, work.version()));
  }

  /** What two submissions have in common that are the same. */
  static String hash(TaskRequest request) {
    return Sha256.hex(request.fingerprint().getBytes(StandardCharsets.UTF_8));
  }

  private static EntryWork work(
      TaskRequest request, TaskKind kind, Principal principal, int bytes) {
    var input = request.input();
    var version = request.schedule().isOnce() ? kind.version(input, principal) : "";
    return new EntryWork(kind.name(), kind.subject(input), version, bytes, kind.computes());
  }

  private static TaskRecord.TaskTimes times(
      TaskRequest request, TaskKind kind, Instant now, Instant ready) {
    return new TaskRecord.TaskTimes(
        now,
        ready,
        null,
        null,
        request.timeout().orElseGet(kind::timeout),
        request.deadline().orElse(null),
        Duration.ZERO,
        Duration.ZERO);
  }

  private AutoPriority priority(
      TaskRequest request, @Nullable TaskForecast forecast, TaskOwner owner, Instant now) {
    return request.isAuto()
        ? AutoPriority.of(
            request.deadline().map(end -> Duration.between(now, end)).orElse(null),
            forecast,
            load.apply(owner.owner()))
        : new AutoPriority(request.priority(), "");
  }

  private static Instant ready(TaskRequest request, Instant now) {
    if (request.schedule().isOnce()) {
      return request.runAt().filter(now::isBefore).orElse(now);
    }
    var after = request.runAt().filter(now::isBefore).map(at -> at.minusMillis(1)).orElse(now);
    return request
        .schedule()
        .next(after)
        .orElseThrow(() -> Fault.invalid("schedule", "has no time to come"));
  }

  private static void requireDeadline(TaskRequest request, Instant ready, Instant now) {
    request
        .deadline()
        .filter(end -> !end.isAfter(ready) || !end.isAfter(now))
        .ifPresent(
            end -> {
              throw Fault.invalid("deadline", end + " (expected: after its begin, " + ready + ")");
            });
  }

  /**
   * Goes on only with limits of what can be measured.
   *
   * @throws Fault {@code invalid_request}
   */
  static void requireMeasured(TaskLimits limits, TaskKind kind) {
    if (limits.limitsCpu() && !kind.computes()) {
      throw Fault.invalid(
          "limits.cpu_time",
          "%s (expected: none, as it cannot be measured for the kind \"%s\", which waits for others)"
              .formatted(limits.cpu(), kind.name()));
    }
  }

  private String id() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "task_" + HexFormat.of().formatHex(bytes);
  }
}

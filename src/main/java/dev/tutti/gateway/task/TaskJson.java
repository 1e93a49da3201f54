package dev.tutti.gateway.task;

import dev.tutti.batch.BatchKind;
import dev.tutti.batch.StoredBatch;
import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskDetail;
import dev.tutti.task.api.TaskEvent;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskForecast;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskPage;
import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskStep;
import dev.tutti.task.api.TaskUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks as callers see them. */
final class TaskJson {
  private static final int NANO_DIGITS = 9;
  private static final double NANO = 1e9;

  private TaskJson() {}

  /** A task without its result. */
  static ObjectNode of(TaskRecord task) {
    var times = task.times();
    var json =
        Json.object()
            .put("task_id", task.id())
            .put("object", "task")
            .put("kind", task.kind())
            .put("subject", task.subject())
            .put("status", task.state().word())
            .put("priority", task.priority())
            .put("priority_reason", orNull(task.plan().priorityReason()))
            .put("attempts", task.attempt())
            .put("failures", task.failures())
            .put("created_at", times.created().toString())
            .put("run_at", times.ready().toString())
            .put("started_at", text(times.started()))
            .put("ended_at", text(times.ended()))
            .put("timeout", seconds(times.timeout()))
            .put("deadline", text(times.deadline()))
            .put("queue_time", seconds(times.queued()))
            .put("run_time", seconds(times.ran()));
    json.set("error", error(task.failure()));
    json.set("usage", usageOfTask(task.usage()));
    json.set("progress", progress(task.progress()));
    json.set("limits", limits(task.limits()));
    json.put("idempotency_key", orNull(task.idempotencyKey()));
    json.set("schedule", task.schedule().isEmpty() ? null : Json.tree(task.schedule()));
    json.put("schedule_id", orNull(task.scheduleId()));
    json.set("predicted", predicted(task.plan().forecast().orElse(null)));
    if (task.kind().equals(BatchKind.NAME)) {
      json.put("batch_id", StoredBatch.idOf(task.id()));
    }
    return json;
  }

  /**
   * A task with why it waits.
   *
   * @param hold null where nothing holds it
   */
  static ObjectNode of(TaskRecord task, @Nullable TaskReason hold) {
    var json = of(task);
    json.set("waits_for", hold == null ? null : reason("reason", hold));
    return json;
  }

  /** Something with its reason. */
  static ObjectNode reason(String member, TaskReason reason) {
    return Json.object().put(member, reason.word()).put("text", reason.text());
  }

  /** A task with its result. */
  static ObjectNode of(TaskDetail detail, @Nullable TaskReason hold) {
    var json = of(detail.task(), hold);
    json.set("result", detail.result().orElse(null));
    return json;
  }

  /** Kinds of tasks. */
  static ObjectNode of(List<TaskKind> kinds) {
    var json = Json.object();
    var data = json.putArray("data");
    for (var kind : kinds) {
      data.addObject()
          .put("kind", kind.name())
          .put("timeout", seconds(kind.timeout()))
          .put("attempts", kind.attempts())
          .set("input_schema", kind.inputSchema());
    }
    return json.put("has_more", false);
  }

  /** A list of tasks. */
  static ObjectNode of(TaskPage page, Function<TaskRecord, Optional<TaskReason>> holds) {
    var json = Json.object();
    var data = json.putArray("data");
    page.tasks().forEach(each -> data.add(of(each, holds.apply(each).orElse(null))));
    return json.put("has_more", page.hasMore());
  }

  /** A forecast; nulls where nothing is known yet. */
  private static ObjectNode predicted(@Nullable TaskForecast known) {
    var json = Json.object();
    if (known == null) {
      return json.putNull("duration").putNull("tokens").putNull("cost_usd").put("basis", 0);
    }
    var time = known.duration();
    json.putObject("duration")
        .put("low", seconds(time.low()))
        .put("median", seconds(time.median()))
        .put("high", seconds(time.high()));
    var tokens = known.tokens();
    json.putObject("tokens")
        .put("low", tokens.low())
        .put("median", tokens.median())
        .put("high", tokens.high());
    var cost = known.cost();
    json.putObject("cost_usd")
        .put("low", dollars(cost.low()))
        .put("median", dollars(cost.median()))
        .put("high", dollars(cost.high()));
    return json.put("basis", known.basis());
  }

  /** What one execution was, in all its attempts. */
  static ObjectNode report(TaskDetail detail, List<TaskEvent> events, List<TaskStep> steps) {
    var json = of(detail, null);
    var done = json.putArray("steps");
    steps.forEach(each -> done.add(of(each)));
    var history = json.putArray("history");
    events.forEach(each -> history.add(of(each)));
    return json;
  }

  private static ObjectNode of(TaskStep step) {
    var json =
        Json.object()
            .put("step", step.name())
            .put("attempt", step.attempt())
            .put("ended_at", step.ended().toString())
            .put("result_bytes", step.bytes());
    json.set("usage", usage(step.usage()));
    return json;
  }

  /** An event. */
  static ObjectNode of(TaskEvent event) {
    var json =
        Json.object()
            .put("number", event.number())
            .put("at", event.at().toString())
            .put("type", event.type());
    json.setAll(event.data());
    return json;
  }

  private static @Nullable JsonNode error(TaskFailure failure) {
    return failure.isNone()
        ? null
        : Json.object()
            .put("code", failure.code())
            .put("class", failure.errorClass())
            .put("severity", failure.severity())
            .put("message", failure.message());
  }

  /** Limits; null for none. */
  private static ObjectNode limits(TaskLimits limits) {
    var none = TaskLimits.NONE;
    var json = Json.object();
    json.put("tokens", limits.tokens() == none.tokens() ? null : limits.tokens());
    json.put(
        "cost_usd",
        limits.nanoDollars() == none.nanoDollars() ? null : dollars(limits.nanoDollars()));
    json.put("output_bytes", limits.outputBytes()).put("steps", limits.steps());
    json.put("wall_time", time(limits.wallTime(), none.wallTime()));
    boolean any = limits.networkBytes() == none.networkBytes();
    json.put("network_bytes", any ? null : limits.networkBytes());
    return json.put("cpu_time", time(limits.cpu(), none.cpu()));
  }

  private static @Nullable Double time(Duration most, Duration any) {
    return most.equals(any) ? null : seconds(most);
  }

  /** With what only a whole task is measured by. */
  private static ObjectNode usageOfTask(TaskUsage usage) {
    boolean measured = usage.cpu().isPositive();
    return usage(usage)
        .put("network_bytes", usage.networkBytes())
        .put("cpu_time", measured ? usage.cpu().toNanos() / NANO : null);
  }

  private static ObjectNode usage(TaskUsage usage) {
    return Json.object()
        .put("input_tokens", usage.inputTokens())
        .put("output_tokens", usage.outputTokens())
        .put("total_tokens", usage.tokens())
        .put("cost_usd", dollars(usage.nanoDollars()));
  }

  private static ObjectNode progress(TaskRecord.TaskProgress progress) {
    return Json.object()
        .put("done", progress.done())
        .put("total", progress.total())
        .put("text", progress.text());
  }

  private static BigDecimal dollars(long nanoDollars) {
    return BigDecimal.valueOf(nanoDollars, NANO_DIGITS);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }
}

package dev.tutti.task.api;

import dev.tutti.chat.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Task as it stands in the database at one moment, without its input and result. Immutable.
 *
 * @param seq place in the order of submission
 * @param subject what it is about, such as a model; may be empty
 * @param attempt starts so far
 * @param failures failed attempts since it was submitted or requeued
 * @param failure the latest failure
 * @param inputBytes size of its input as JSON
 * @param idempotencyKey may be empty
 * @param requestHash of its submission
 * @param schedule JSON, empty for a task that runs once
 * @param scheduleId id of the task whose schedule has begun it; may be empty
 * @param webhook JSON, empty for none
 * @param plan what was expected of it when it was submitted
 */
public record TaskRecord(
    long seq,
    String id,
    TaskOwner owner,
    String kind,
    String subject,
    TaskState state,
    int priority,
    int attempt,
    int failures,
    TaskTimes times,
    TaskFailure failure,
    TaskUsage usage,
    TaskProgress progress,
    TaskLimits limits,
    long inputBytes,
    String idempotencyKey,
    String requestHash,
    String schedule,
    String scheduleId,
    String webhook,
    TaskPlan plan) {
  /**
   * Times of a task.
   *
   * @param ready not before
   * @param started begin of the latest attempt; null before the first
   * @param ended null before it has
   * @param timeout of an attempt
   * @param deadline of all attempts; null for none
   * @param queued time of waiting, of all attempts that have begun
   * @param ran time of running, of all attempts that have ended
   */
  public record TaskTimes(
      Instant created,
      Instant ready,
      @Nullable Instant started,
      @Nullable Instant ended,
      Duration timeout,
      @Nullable Instant deadline,
      Duration queued,
      Duration ran) {}

  /**
   * How far a task has come.
   *
   * @param total 0 while it is not known
   */
  public record TaskProgress(long done, long total, String text) {
    /** Nothing is known. */
    public static final TaskProgress NONE = new TaskProgress(0, 0, "");
  }

  /** Deadline of all attempts. */
  public Optional<Instant> deadline() {
    return Optional.ofNullable(times.deadline);
  }

  /** Whether its row begins others rather than being run. */
  public boolean isScheduleOfOthers() {
    return !schedule.isEmpty();
  }

  /** What names it to whoever has submitted it: {@code task_id}, kind, state and time, as JSON. */
  public ObjectNode reference() {
    return Json.object()
        .put("task_id", id)
        .put("object", "task")
        .put("kind", kind)
        .put("status", state.word())
        .put("created_at", times.created().toString());
  }
}

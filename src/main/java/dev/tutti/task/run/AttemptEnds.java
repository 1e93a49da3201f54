package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskKinds;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.decision.FailurePolicy;
import dev.tutti.task.decision.RetryAdvice;
import dev.tutti.task.decision.RetryQuestion;
import dev.tutti.task.decision.UnansweredQuestion;
import dev.tutti.task.store.TaskStateTable.AttemptEnd;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ends of attempts: what becomes of a task once one has ended. Thread-safe.
 *
 * @param around with the settings, the clock, the jitter of retries, and who is asked about them
 * @param rows where decisions are noted
 */
record AttemptEnds(TaskKinds kinds, DurableTasks.Surroundings around, TaskLog rows) {
  /** Time after which a kind is looked for again that is not known, doubled each time. */
  private static final Duration UNKNOWN = Duration.ofSeconds(30);

  /** Doublings of that time: up to an hour. */
  private static final int MOST_DOUBLINGS = 7;

  private static final Duration LONGEST_UNKNOWN = Duration.ofHours(1);

  /** Nothing has failed but that the plugin is not there, or not yet. */
  AttemptEnd postponed(TaskRecord task) {
    var now = around.clock().instant();
    var why =
        Fault.of(
            FaultCode.UPSTREAM_FORBIDDEN,
            "kind: \"%s\" is not there (expected: one of %s)"
                .formatted(task.kind(), kinds.all().keySet()));
    return new AttemptEnd(
        TaskState.RETRYING,
        now,
        now.plus(pause(task.attempt() - task.failures())),
        task.failures(),
        TaskFailure.of(why),
        null);
  }

  /** Pause behind so many attempts that have not failed, but for the lack of the kind. */
  private static Duration pause(int postponed) {
    var pause = UNKNOWN.multipliedBy(1L << Math.clamp(postponed - 1, 0, MOST_DOUBLINGS));
    return pause.compareTo(LONGEST_UNKNOWN) > 0 ? LONGEST_UNKNOWN : pause;
  }

  /** Whether an attempt has ended as its kind is not there: a fault of that code would count. */
  static boolean isPostponed(TaskRecord task, AttemptEnd end) {
    return end.state() == TaskState.RETRYING
        && end.failures() == task.failures()
        && isOfMissing(end.failure());
  }

  private static boolean isOfMissing(TaskFailure failure) {
    return failure.code().equals(FaultCode.UPSTREAM_FORBIDDEN.code());
  }

  /** It has brought a result, unless that is larger than the task may bring. */
  AttemptEnd succeeded(RunningTask run, ObjectNode result) {
    var task = run.claim().task();
    task.limits().requireOutput(Json.bytes(result).length);
    var now = around.clock().instant();
    return new AttemptEnd(TaskState.SUCCEEDED, now, now, task.failures(), TaskFailure.NONE, result);
  }

  /** It has failed, and is tried again where that may help. */
  AttemptEnd failed(RunningTask run, Fault fault) {
    var task = run.claim().task();
    var now = around.clock().instant();
    if (run.stopped().filter(why -> why == StopReason.TIMED_OUT).isPresent()) {
      return new AttemptEnd(
          TaskState.TIMED_OUT, now, now, task.failures() + 1, TaskFailure.of(fault), null);
    }
    int failures = task.failures() + 1;
    var policy = new FailurePolicy(around.settings().get().retry(), around.random());
    int most = most(task);
    var verdict = policy.on(fault, task.attempt(), failures, most);
    var ready = now.plus(verdict.pause());
    int counted = verdict.counts() ? failures : failures - 1;
    return new AttemptEnd(verdict.state(), now, ready, counted, TaskFailure.of(fault), null);
  }

  private int most(TaskRecord task) {
    return kinds.find(task.kind()).map(TaskKind::attempts).orElse(1);
  }

  /**
   * The end of an attempt as somebody decides who may know better than the rules, where these would
   * try again after a failure. Blocks.
   */
  AttemptEnd decided(RunningTask run, AttemptEnd end) {
    boolean counts = end.failures() > run.claim().task().failures();
    if (end.state() != TaskState.RETRYING || !counts || run.stopped().isPresent()) {
      return end;
    }
    try {
      var advice = run.on(() -> around.advisor().advise(question(run, end)));
      advice.ifPresent(each -> rows.decided(run.claim().fence(), each.json()));
      return advice.map(each -> followed(end, each)).orElse(end);
    } catch (Exception e) { // the rules hold
      if (run.stopped().isEmpty()) {
        rows.decided(run.claim().fence(), unanswered(e));
      }
      return end;
    }
  }

  private RetryQuestion question(RunningTask run, AttemptEnd end) {
    var task = run.claim().task();
    var pause = Duration.between(end.now(), end.ready());
    return new RetryQuestion(
        task, end.failure(), end.failures(), most(task), pause, run.remaining());
  }

  private AttemptEnd followed(AttemptEnd end, RetryAdvice advice) {
    var now = around.clock().instant();
    var later = now.plus(advice.pause());
    return switch (advice.choice()) {
      case RETRY -> end;
      case WAIT -> later.isAfter(end.ready()) ? ended(end, end.state(), now, later) : end;
      case GIVE_UP -> ended(end, TaskState.DEAD, now, now);
    };
  }

  private static AttemptEnd ended(AttemptEnd end, TaskState state, Instant now, Instant ready) {
    return new AttemptEnd(state, now, ready, end.failures(), end.failure(), null);
  }

  private static ObjectNode unanswered(Exception why) {
    var error = TaskEvents.error(TaskFailure.of(Fault.from(why)));
    long cost = why instanceof UnansweredQuestion question ? question.nanoDollars() : 0;
    return RetryAdvice.unanswered(error, cost);
  }
}

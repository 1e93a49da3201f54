package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskKinds;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.store.TaskStateTable.AttemptEnd;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ends of attempts: what becomes of a task once one has ended. Thread-safe.
 *
 * @param random for the jitter of retries
 */
record AttemptEnds(
    TaskKinds kinds, Supplier<TaskSettings> settings, InstantSource clock, RandomGenerator random) {
  /** Time after which a kind is looked for again that is not known. */
  private static final Duration UNKNOWN = Duration.ofSeconds(30);

  /** Nothing has failed but that the plugin is not there, or not yet. */
  AttemptEnd postponed(TaskRecord task) {
    var now = clock.instant();
    var why =
        Fault.of(
            FaultCode.UPSTREAM_FORBIDDEN,
            "kind: \"%s\" is not there (expected: one of %s)"
                .formatted(task.kind(), kinds.all().keySet()));
    return new AttemptEnd(
        TaskState.RETRYING, now, now.plus(UNKNOWN), task.failures(), TaskFailure.of(why), null);
  }

  /** It has brought a result, unless that is larger than the task may bring. */
  AttemptEnd succeeded(RunningTask run, ObjectNode result) {
    var task = run.claim().task();
    task.limits().requireOutput(Json.bytes(result).length);
    var now = clock.instant();
    return new AttemptEnd(TaskState.SUCCEEDED, now, now, task.failures(), TaskFailure.NONE, result);
  }

  /** It has failed, and is tried again where that may help. */
  AttemptEnd failed(RunningTask run, Fault fault) {
    var task = run.claim().task();
    var now = clock.instant();
    if (run.stopped().filter(why -> why == StopReason.TIMED_OUT).isPresent()) {
      return new AttemptEnd(
          TaskState.TIMED_OUT, now, now, task.failures() + 1, TaskFailure.of(fault), null);
    }
    int failures = task.failures() + 1;
    var policy = new FailurePolicy(settings.get().retry(), random);
    int most = kinds.find(task.kind()).map(TaskKind::attempts).orElse(1);
    var verdict = policy.on(fault, task.attempt(), failures, most);
    var ready = now.plus(verdict.pause());
    int counted = verdict.counts() ? failures : failures - 1;
    return new AttemptEnd(verdict.state(), now, ready, counted, TaskFailure.of(fault), null);
  }
}

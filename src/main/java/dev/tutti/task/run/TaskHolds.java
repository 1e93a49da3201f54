package dev.tutti.task.run;

import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.line.TaskLine;
import dev.tutti.task.plan.EngineLoad;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Reasons for which tasks wait although their time has come. Thread-safe.
 *
 * @param busy tasks that run
 */
record TaskHolds(
    TaskLine line, AtomicInteger busy, Supplier<TaskSettings> settings, InstantSource clock) {
  private static final String WORKERS = "workers";

  /** Reason for which a task is held. */
  Optional<TaskReason> of(String id) {
    long now = clock.millis();
    int workers = settings.get().workers();
    var held = line.hold(id, now);
    return held.isPresent() || busy.get() < workers || !line.isDue(id, now)
        ? held
        : Optional.of(new TaskReason(WORKERS, "%d tasks run (tasks.workers)".formatted(workers)));
  }

  /** Numbers of tasks that are held, by the reason. */
  Map<String, Integer> counts() {
    var held = line.held();
    if (busy.get() >= settings.get().workers()) {
      held.merge(WORKERS, line.due(), Integer::sum);
    }
    return held;
  }

  /** Load of the engine, and an owner's part of it. */
  EngineLoad load(String owner) {
    var share = line.share(owner);
    return new EngineLoad(busy.get(), settings.get().workers(), share.all(), share.own());
  }
}

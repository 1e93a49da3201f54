package dev.tutti.task.run;

import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.plan.TaskHistory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Meters of tasks, and what forecasts are made of. Thread-safe. */
final class TaskMeters {
  private static final List<String> HOLDS =
      List.of(
          "workers",
          "memory",
          "heap",
          "processors",
          "refusals",
          "lasting",
          "quarantine",
          "running",
          "tokens_per_minute",
          "tokens_per_day",
          "cost_per_minute",
          "cost_per_day",
          "network_per_minute",
          "network_per_day",
          "owner_running",
          "owner_tokens_per_minute",
          "owner_tokens_per_day",
          "owner_cost_per_minute",
          "owner_cost_per_day",
          "owner_network_per_minute",
          "owner_network_per_day");

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final TaskHistory history;

  TaskMeters(MeterRegistry registry, InstantSource clock, TaskHistory history) {
    this.registry = registry;
    this.clock = clock;
    this.history = history;
  }

  /** Shows what waits and runs. */
  void watch(
      IntSupplier waiting,
      IntSupplier running,
      LongSupplier oldest,
      Supplier<Map<String, Integer>> held) {
    for (var reason : HOLDS) {
      Gauge.builder("tutti.tasks.held", () -> held.get().getOrDefault(reason, 0))
          .description("Tasks whose time has come and that may not begin, by the reason")
          .tag("reason", reason)
          .register(registry);
    }
    Gauge.builder("tutti.tasks.waiting", waiting::getAsInt)
        .description("Tasks that wait for their time or their turn")
        .register(registry);
    Gauge.builder("tutti.tasks.running", running::getAsInt)
        .description("Tasks that run")
        .register(registry);
    Gauge.builder(
            "tutti.tasks.oldest", () -> Math.max(0, clock.millis() - oldest.getAsLong()) / 1_000.0)
        .description("Time for which the oldest task has waited for its turn")
        .baseUnit("seconds")
        .register(registry);
  }

  /** An attempt has begun. */
  void started(TaskRecord task) {
    Timer.builder("tutti.tasks.queue")
        .description("Time from when a task may run to its begin")
        .tag("kind", task.kind())
        .register(registry)
        .record(task.times().queued());
  }

  /** Bytes have gone over the network for a task. */
  void transferred(String kind, long bytes) {
    Counter.builder("tutti.tasks.network")
        .description("Bytes of requests to providers and their answers, for tasks")
        .baseUnit("bytes")
        .tag("kind", kind)
        .register(registry)
        .increment((double) bytes);
  }

  /** An attempt has ended. */
  void ended(TaskRecord task) {
    registry
        .counter("tutti.tasks.attempts", "kind", task.kind(), "outcome", task.state().word())
        .increment();
    if (task.state() == TaskState.SUCCEEDED && task.failures() > 0) {
      registry.counter("tutti.tasks.recovered", "kind", task.kind()).increment();
    }
    if (task.state() == TaskState.SUCCEEDED) {
      history.add(task);
    }
    if (task.state().isTerminal() && task.usage().cpu().isPositive()) {
      Timer.builder("tutti.tasks.cpu")
          .description("Time for which a task that computes has kept processors busy")
          .tag("kind", task.kind())
          .register(registry)
          .record(task.usage().cpu());
    }
    if (task.state().isTerminal()) {
      Timer.builder("tutti.tasks.duration")
          .description("Time for which a task has run, in all its attempts")
          .tag("kind", task.kind())
          .tag("outcome", task.state().word())
          .register(registry)
          .record(task.times().ran());
    }
  }
}

package dev.tutti.task;

import dev.tutti.call.Guard;
import dev.tutti.platform.Platform;
import dev.tutti.routing.BackgroundCalls;
import dev.tutti.security.Principal;
import dev.tutti.store.StepRunner;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskKinds;
import dev.tutti.task.api.TaskLoad;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskReceiver;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.decision.ModelAdvisor;
import dev.tutti.task.probe.TaskProbe;
import dev.tutti.task.run.DurableTasks;
import dev.tutti.task.store.StepJournal;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Durable tasks of a server. Opening makes them ready to be submitted; none runs before {@link
 * #start}, so that every kind is known by then. Thread-safe.
 */
public final class Tasks {
  /** How late a task may begin whose time has come. */
  private static final Duration TICK = Duration.ofMillis(100);

  private static final Duration DELIVERY = Duration.ofSeconds(1);
  private static final Duration PROGRESS = Duration.ofMillis(500);
  private static final Duration CLEANING = Duration.ofMinutes(1);

  private final Platform platform;
  private final TaskKinds kinds = TaskKinds.withPlugins(List.of());
  private final DurableTasks durable;

  private Tasks(
      Platform platform,
      Supplier<TaskSettings> settings,
      Function<String, Principal> holders,
      TaskReceiver receiver,
      Supplier<BackgroundCalls> calls) {
    this.platform = platform;
    this.durable =
        DurableTasks.open(
            kinds,
            new DurableTasks.Surroundings(
                TaskDatabase.loaded().around(platform.store()),
                settings,
                holders,
                platform.clock(),
                platform.random(),
                platform.registry(),
                TaskProbe.loaded(),
                receiver,
                StepJournal.open(platform.data().resolve("tasks").resolve("steps.jsonl")),
                new ModelAdvisor(
                    calls,
                    () -> settings.get().decisions(),
                    platform.clock(),
                    platform.registry())));
  }

  /**
   * Opens them over the database of a platform, which closes them.
   *
   * @param settings those of the moment
   * @param holders who holds a key of that id; throws a fault where nobody does
   * @param receiver way to those who are told of tasks
   * @param calls what asks models about tasks that fail; looked at when one is asked
   */
  public static Tasks open(
      Platform platform,
      Supplier<TaskSettings> settings,
      Function<String, Principal> holders,
      TaskReceiver receiver,
      Supplier<BackgroundCalls> calls) {
    return new Tasks(platform, settings, holders, receiver, calls);
  }

  /**
   * Adds a kind.
   *
   * @throws IllegalArgumentException when its name is none, or is another one's
   */
  public void add(TaskKind kind) {
    kinds.add(kind);
  }

  /** Begins to run tasks: those that an earlier run of the server has left, too. */
  public void start() {
    platform.add(durable);
    durable.start();
    platform.every(TICK, durable::tick);
    platform.every(DELIVERY, durable::deliver);
    platform.every(PROGRESS, durable::writeProgress);
    var cleaning = new StepRunner("Removing old tasks", List.of(durable::clean));
    platform.every(
        CLEANING,
        () -> {
          var _ = cleaning.advance();
        });
  }

  /** Every kind. */
  public TaskKinds kinds() {
    return kinds;
  }

  /** How many wait and run at this moment. */
  public TaskLoad load() {
    return durable.load();
  }

  /** Guard that lets every attempt pass, and counts what goes over the network for tasks. */
  public Guard network() {
    return (_, call, attempt) -> {
      var task = call.tail().occasion().task();
      if (!task.isEmpty()) {
        attempt.onSettle(_ -> durable.transferred(task, attempt.networkBytes()));
      }
      return Future.succeededFuture();
    };
  }

  /** What callers ask. */
  public TaskQueue queue() {
    return durable.queue();
  }
}

package dev.tutti.task.run;

import dev.tutti.chat.Json;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.task.api.TaskDetail;
import dev.tutti.task.api.TaskKinds;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.api.TaskSpendingLimits;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.decision.RetryAdvisor;
import dev.tutti.task.probe.TaskProbe;
import dev.tutti.task.store.StepJournal;
import dev.tutti.testing.Patience;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Durable tasks over a database in a folder of the test, whose time the test sets. */
final class TestingTasks implements AutoCloseable {
  static final TaskOwner ME = new TaskOwner("me", "", "", "");

  static final Instant EPOCH = Instant.parse("2026-03-01T12:00:00Z");

  final AtomicReference<Instant> now;
  final Store store;
  final DurableTasks tasks;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Queue<ReceivedMessage> posts = new ConcurrentLinkedQueue<>();
  final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

  /** Who holds a key. */
  final AtomicReference<Function<String, Principal>> holders =
      new AtomicReference<>(_ -> new Principal.Anonymous());

  /** Who is asked about tasks that fail. */
  final AtomicReference<RetryAdvisor> advisor = new AtomicReference<>(RetryAdvisor.NONE);

  /** Settings, which a test may change. */
  final AtomicReference<TaskSettings> settings = new AtomicReference<>(usual());

  private TestingTasks(Path folder, TestingKind kind, UnaryOperator<Store> around, Instant begin) {
    now = new AtomicReference<>(begin);
    store = around.apply(Store.open(StoreSettings.in(folder)));
    tasks =
        DurableTasks.open(
            TaskKinds.of(List.of(kind)),
            new DurableTasks.Surroundings(
                store,
                settings::get,
                key -> holders.get().apply(key),
                now::get,
                new SecureRandom(),
                meters,
                TaskProbe.NONE,
                this::post,
                StepJournal.open(folder.resolve("steps.jsonl")),
                question -> advisor.get().advise(question)));
    tasks.start();
  }

  private static TaskSettings usual() {
    return new TaskSettings(
        64,
        1_000,
        1 << 20,
        Duration.ofMinutes(10),
        Duration.ofDays(7),
        new TaskSettings.Retry(Duration.ofMillis(1), Duration.ofMillis(1)));
  }

  /** Lets tasks spend no more than this. */
  void spending(TaskSpendingLimits limits) {
    var now = settings.get();
    settings.set(
        new TaskSettings(
            now.workers(),
            now.queue(),
            now.memory(),
            now.ageing(),
            now.keep(),
            now.retry(),
            limits,
            now.adaptive(),
            now.decisions()));
  }

  private CompletableFuture<Integer> post(String webhook, String id, byte[] body) {
    posts.add(new ReceivedMessage(webhook, id, Json.tree(body)));
    if (webhook.contains("broken")) {
      throw new IllegalArgumentException("no address");
    }
    if (webhook.contains("silent")) {
      return new CompletableFuture<>();
    }
    var status = statuses.poll();
    return CompletableFuture.completedFuture(status == null ? 204 : status);
  }

  /** Message that a receiver was sent. */
  record ReceivedMessage(String webhook, String id, JsonNode body) {}

  static TestingTasks open(Path folder, TestingKind.Work work) {
    return new TestingTasks(folder, new TestingKind(work, false), UnaryOperator.identity(), EPOCH);
  }

  /** Tasks of a kind that computes. */
  static TestingTasks computing(Path folder, TestingKind.Work work) {
    return new TestingTasks(folder, new TestingKind(work, true), UnaryOperator.identity(), EPOCH);
  }

  static TestingTasks open(Path folder, TestingKind.Work work, UnaryOperator<Store> around) {
    return new TestingTasks(folder, new TestingKind(work, false), around, EPOCH);
  }

  static TestingTasks open(Path folder, TestingKind.Work work, Instant begin) {
    return new TestingTasks(folder, new TestingKind(work, false), UnaryOperator.identity(), begin);
  }

  TaskQueue queue() {
    return tasks.queue();
  }

  static TaskRequest work() {
    return TaskRequest.of("work", Json.object().put("n", 1));
  }

  TaskRecord submit(TaskRequest request) {
    return Store.await(queue().submit(request, new Principal.Anonymous(), ME)).task();
  }

  TaskDetail find(String id) {
    return Store.await(queue().find("me", id));
  }

  /** Waits for a state, looking at the time meanwhile. */
  TaskDetail until(String id, TaskState state) {
    Patience.until(
        () -> {
          tasks.tick();
          return find(id).task().state() == state;
        },
        id + " is " + state + ", and not " + find(id).task());
    return find(id);
  }

  /** The same while time passes. */
  TaskDetail untilLater(String id, TaskState state) {
    tickUntil(
        () -> {
          var found = find(id).task().state();
          if (found != TaskState.RUNNING) { // a slow disk must not become a time-out
            pass(Duration.ofMillis(5));
          }
          return found == state;
        },
        id + " is " + state);
    return find(id);
  }

  /** Looks at the time until something is so. */
  void tickUntil(BooleanSupplier question, String what) {
    Patience.until(
        () -> {
          tasks.tick();
          return question.getAsBoolean();
        },
        what);
  }

  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  List<String> events(String id) {
    return Store.await(queue().events("me", id, 0)).stream().map(each -> each.type()).toList();
  }

  /** Ends without a farewell, as a process does that is killed: what runs stays as it is. */
  void crash() {
    store.close();
    tasks.close();
  }

  @Override
  public void close() {
    tasks.close();
    store.close();
  }
}

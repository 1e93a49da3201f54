package dev.tutti.task.run;

import dev.tutti.chat.Json;
import dev.tutti.crash.BatchBench;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.task.api.TaskKinds;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.decision.RetryAdvisor;
import dev.tutti.task.probe.TaskProbe;
import dev.tutti.task.store.StepJournal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** {@code bench/tasks}: how fast the engine is, over a database on disk. */
final class TaskBench {
  private static final int NO_OPS = 10_000;
  private static final int SINGLE = 500;
  private static final int AT_ONCE = 256;
  private static final int BEHIND = 50_000;
  private static final int LINES = Integer.getInteger("bench.lines", 10_000);
  private static final List<String> PARTS =
      List.of("throughput", "latency", "at_once", "urgent", "loop_gap", "batch");

  private final ConcurrentHashMap<String, Long> started = new ConcurrentHashMap<>();
  private final ObjectNode figures = Json.object();
  private boolean held = true;

  private TaskBench() {}

  public static void main(String[] arguments) throws Exception {
    var bench = new TaskBench();
    var parts = arguments.length == 0 ? PARTS : List.of(arguments);
    for (var part : parts) {
      bench.measure(part);
    }
    System.out.println(Json.text(bench.figures));
    System.exit(bench.held ? 0 : 1);
  }

  private void measure(String part) throws Exception {
    switch (part) {
      case "throughput" -> throughput();
      case "latency" -> latency();
      case "at_once" -> atOnce();
      case "urgent" -> urgent();
      case "loop_gap" -> loopGap();
      case "batch" -> batch();
      default ->
          throw new IllegalArgumentException(
              "part: %s (expected: some of %s)".formatted(part, PARTS));
    }
  }

  /** An engine of so many workers, whose tasks take the milliseconds that their input says. */
  private final class Engine implements AutoCloseable {
    private final Path folder;
    private final Store store;
    private final DurableTasks tasks;
    private final Thread clock;

    Engine(int workers) throws Exception {
      folder = Files.createTempDirectory("tutti-tasks");
      store = Store.open(StoreSettings.in(folder));
      var settings =
          new TaskSettings(
              workers,
              200_000,
              64L << 20,
              Duration.ofMinutes(10),
              Duration.ofDays(7),
              TaskSettings.DEFAULT.retry());
      tasks =
          DurableTasks.open(
              TaskKinds.of(List.of(new TestingKind(run -> nap(run.id(), run.input()), false))),
              new DurableTasks.Surroundings(
                  store,
                  () -> settings,
                  _ -> new Principal.Anonymous(),
                  Clock.systemUTC(),
                  new SecureRandom(),
                  new SimpleMeterRegistry(),
                  TaskProbe.NONE,
                  (_, _, _) -> CompletableFuture.completedFuture(204),
                  StepJournal.open(folder.resolve("steps.jsonl")),
                  RetryAdvisor.NONE));
      tasks.start();
      clock = Thread.startVirtualThread(this::tick);
    }

    private ObjectNode nap(String id, ObjectNode input) throws InterruptedException {
      started.put(id, System.nanoTime());
      long millis = input.path("ms").asLong(0);
      if (millis > 0) {
        var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
      }
      return Json.object();
    }

    private void tick() {
      try {
        while (!new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)) {
          tasks.tick();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    CompletableFuture<String> submit(long millis, int priority) {
      var request = TaskRequest.of("work", Json.object().put("ms", millis)).priority(priority);
      return tasks
          .queue()
          .submit(request, new Principal.Anonymous(), TestingTasks.ME)
          .thenApply(submission -> submission.task().id());
    }

    void await(String id) {
      Store.await(tasks.queue().await("me", id, Duration.ofMinutes(5)));
    }

    /** Waits for all of them at once. */
    void awaitAll(List<String> ids) {
      var all =
          ids.stream().map(id -> tasks.queue().await("me", id, Duration.ofMinutes(5))).toList();
      all.forEach(Store::await);
    }

    /** Submits many by some threads that wait for each acknowledgement; gives their ids. */
    List<String> submitAll(int count, long millis) throws Exception {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var parts = new ArrayList<Future<List<String>>>();
        for (int i = 0; i < 64; i++) {
          int share = count / 64 + (i < count % 64 ? 1 : 0);
          parts.add(
              threads.submit(
                  () -> {
                    var ids = new ArrayList<String>();
                    for (int n = 0; n < share; n++) {
                      ids.add(Store.await(submit(millis, 5)));
                    }
                    return ids;
                  }));
        }
        var all = new ArrayList<String>();
        for (var part : parts) {
          all.addAll(part.get());
        }
        return all;
      }
    }

    @Override
    public void close() {
      clock.interrupt();
      tasks.close();
      store.close();
    }
  }

  private void figure(String name, double value, boolean good) {
    figures.put(name, Math.round(value * 1_000) / 1_000.0);
    held &= good;
  }

  private void throughput() throws Exception {
    try (var engine = new Engine(128)) {
      engine.submitAll(2_000, 0).forEach(engine::await); // warm
      long began = System.nanoTime();
      engine.submitAll(NO_OPS, 0).forEach(engine::await);
      double perSecond = NO_OPS / seconds(began);
      figure("no_op_per_second", perSecond, perSecond >= 500);
    }
  }

  private void latency() throws Exception {
    try (var engine = new Engine(128)) {
      var millis = new double[SINGLE];
      for (int i = 0; i < SINGLE; i++) {
        long began = System.nanoTime();
        var id = Store.await(engine.submit(0, 5));
        engine.await(id);
        millis[i] = (started.getOrDefault(id, Long.MAX_VALUE) - began) / 1e6;
      }
      Arrays.sort(millis);
      figure("enqueue_to_start_p50_ms", millis[SINGLE / 2], millis[SINGLE / 2] <= 20);
      figure(
          "enqueue_to_start_p99_ms", millis[SINGLE * 99 / 100], millis[SINGLE * 99 / 100] <= 250);
    }
  }

  private void atOnce() throws Exception {
    try (var engine = new Engine(AT_ONCE)) {
      for (int i = 0; i < 4; i++) {
        engine.awaitAll(engine.submitAll(AT_ONCE, 1)); // warm
      }
      started.clear();
      long began = System.nanoTime();
      var ids = engine.submitAll(AT_ONCE, 2_000);
      double submitted = seconds(began);
      engine.awaitAll(ids);
      double share = 2 / seconds(began);
      var begins = started.values().stream().mapToLong(Long::longValue).summaryStatistics();
      figure("at_once_of_ideal", share, share >= 0.95);
      figure("at_once_submitted_after_s", submitted, true);
      figure("at_once_first_begin_s", (begins.getMin() - began) / 1e9, true);
      figure("at_once_last_begin_s", (begins.getMax() - began) / 1e9, true);
      figure("at_once_last_end_s", seconds(began), true);
    }
  }

  private void loopGap() throws Exception {
    var gap = LoopGap.measure(Files.createTempDirectory("tutti-gap"));
    figure("loop_gap_p50_ms", gap.p50(), true);
    figure("loop_gap_p99_ms", gap.p99(), gap.p99() <= 20);
    figure("loop_gap_most_ms", gap.most(), true);
    figure("loop_gap_requests", gap.count(), true);
    figure("loop_gap_refused", gap.refused(), gap.refused() > 0);
  }

  private void batch() throws Exception {
    var batch = BatchBench.measure(Files.createTempDirectory("tutti-batch"), LINES);
    figures.put("batch_status", batch.status());
    figure("batch_lines", LINES, batch.held(LINES));
    figure("batch_seconds", batch.seconds(), true);
    figure("batch_lines_per_second", LINES / batch.seconds(), true);
    figure("batch_answered_before_kill", batch.before(), true);
    figure("batch_lost", batch.lost(), true);
    figure("batch_answered_twice", batch.twice(), true);
    figure("batch_slowest_start_ms", (double) batch.slowestStartMillis(), true);
  }

  private void urgent() throws Exception {
    try (var engine = new Engine(128)) {
      engine.submitAll(BEHIND, 1_000);
      long began = System.nanoTime();
      var id = Store.await(engine.submit(0, 9));
      engine.await(id);
      double took = (started.getOrDefault(id, Long.MAX_VALUE) - began) / 1e9;
      figure("waiting_before_urgent", engine.tasks.waiting(), true);
      figure("urgent_starts_after_s", took, took <= 1);
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}

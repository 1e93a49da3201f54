package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.skill.TestingFailingStore;
import dev.tutti.store.Store;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.task.report.FailureGroup;
import dev.tutti.task.report.TaskAnalysis;
import dev.tutti.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What crashes, stops and a database that fails leave of tasks. */
class TaskRecoveryTest {
  private static final Instant LATER = TestingTasks.EPOCH.plusSeconds(1);

  @TempDir private Path folder;

  private static ObjectNode done(TaskRun run) {
    return Json.object().put("attempt", run.attempt());
  }

  @Test
  void what_ran_when_the_server_stopped_goes_on_with_its_steps() {
    var paid = new AtomicInteger();
    var begun = new CountDownLatch(1);
    String id;
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              run.step("one", "h", () -> StepResult.of(Json.valueOf(paid.incrementAndGet())));
              begun.countDown();
              new CountDownLatch(1).await();
              return done(run);
            })) {
      id = rig.submit(TestingTasks.work()).id();
      Patience.until(() -> begun.getCount() == 0, "it has begun");
    }
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              run.step("one", "h", () -> StepResult.of(Json.valueOf(paid.incrementAndGet())));
              return done(run);
            })) {
      var found = rig.until(id, TaskState.SUCCEEDED).task();
      assertThat(found.failures()).isZero();
      assertThat(found.attempt()).isEqualTo(2);
      assertThat(paid).hasValue(1);
    }
  }

  /** Runs a task until it has begun, then ends without a farewell. */
  private void crash(String id, AtomicInteger begun, int times) {
    var rig =
        TestingTasks.open(
            folder,
            _ -> {
              begun.incrementAndGet();
              new CountDownLatch(1).await();
              return Json.object();
            },
            LATER);
    rig.tickUntil(() -> begun.get() >= times, id + " has begun for the " + times + ". time");
    rig.crash();
  }

  @Test
  void what_ran_at_a_crash_goes_on_and_its_history_says_so() {
    var begun = new AtomicInteger();
    var id = submitted();
    crash(id, begun, 1);
    try (var rig = TestingTasks.open(folder, TaskRecoveryTest::done, LATER)) {
      rig.until(id, TaskState.SUCCEEDED);
      assertThat(rig.events(id))
          .containsExactly("created", "started", "interrupted", "started", "succeeded");
    }
  }

  /** A task whose time comes when the server that was told of it has stopped. */
  private String submitted() {
    try (var rig = TestingTasks.open(folder, TaskRecoveryTest::done)) {
      return rig.submit(TestingTasks.work().runAt(LATER)).id();
    }
  }

  @Test
  void a_task_that_ends_the_server_each_time_is_dead_in_the_end_and_may_be_requeued() {
    var begun = new AtomicInteger();
    var id = submitted();
    for (int i = 1; i <= CrashRecovery.MOST; i++) {
      crash(id, begun, i);
    }
    try (var rig = TestingTasks.open(folder, TaskRecoveryTest::done, LATER)) {
      var found = rig.until(id, TaskState.DEAD).task();
      assertThat(found.failure().message()).contains("has ended 10 times");
      assertThat(begun).hasValue(CrashRecovery.MOST);
      assertThat(rig.events(id)).endsWith("interrupted", "dead");
      var told = Store.await(TaskAnalysis.of(rig.store, Instant.EPOCH, LATER.plusSeconds(1), 64));
      assertThat(told.failures()).extracting(FailureGroup::code).containsExactly("internal");
      Store.await(rig.queue().requeue("me", id));
      rig.until(id, TaskState.SUCCEEDED);
    }
  }

  @Test
  void a_task_that_gets_on_between_crashes_is_not_counted_out() {
    var begun = new AtomicInteger();
    var id = submitted();
    for (int i = 1; i <= CrashRecovery.MOST + 2; i++) {
      int time = i;
      var rig =
          TestingTasks.open(
              folder,
              run -> {
                if (time % 5 == 0) {
                  run.step("step-" + time, "h", () -> StepResult.of(Json.object()));
                }
                begun.incrementAndGet();
                new CountDownLatch(1).await();
                return done(run);
              },
              LATER);
      rig.tickUntil(() -> begun.get() >= time, "it has begun");
      rig.crash();
    }
    try (var rig = TestingTasks.open(folder, TaskRecoveryTest::done, LATER)) {
      rig.until(id, TaskState.SUCCEEDED);
    }
  }

  @Test
  void a_step_that_asks_something_else_is_done_again() {
    var paid = new AtomicInteger();
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              run.step(
                  "one",
                  "h" + run.attempt(),
                  () -> StepResult.of(Json.valueOf(paid.incrementAndGet())));
              if (run.attempt() == 1) {
                throw Fault.of(FaultCode.OVERLOADED, "busy").after(Duration.ofMillis(1));
              }
              return done(run);
            })) {
      var task = rig.submit(TestingTasks.work());
      rig.until(task.id(), TaskState.RETRYING);
      rig.pass(Duration.ofSeconds(1));
      rig.until(task.id(), TaskState.SUCCEEDED);
      assertThat(paid).hasValue(2);
    }
  }

  @Test
  void a_paid_step_survives_a_database_that_fails_before_or_after_the_write() {
    for (var mode : List.of(TestingFailingStore.Mode.REFUSING, TestingFailingStore.Mode.SILENT)) {
      var paid = new AtomicInteger();
      var failing = new AtomicReference<TestingFailingStore>();
      var asked = new CountDownLatch(1);
      var mended = new CountDownLatch(1);
      try (var rig =
          TestingTasks.open(
              folder.resolve(mode.name()),
              run -> {
                run.step(
                    "one",
                    "h",
                    () -> {
                      failing.get().mode(mode);
                      asked.countDown();
                      return StepResult.of(Json.valueOf(paid.incrementAndGet()));
                    });
                mended.await();
                return done(run);
              },
              store -> {
                failing.set(new TestingFailingStore(store));
                return failing.get();
              })) {
        var task = rig.submit(TestingTasks.work());
        Patience.until(() -> asked.getCount() == 0, "the step is done");
        failing.get().mode(TestingFailingStore.Mode.WORKING);
        mended.countDown();
        rig.until(task.id(), TaskState.SUCCEEDED);
        assertThat(paid).hasValue(1);
        assertThat(Store.await(rig.queue().steps("me", task.id()))).hasSize(1);
      }
    }
  }

  @Test
  void a_step_that_only_its_journal_has_when_the_server_ends_is_not_done_again() throws Exception {
    var paid = new AtomicInteger();
    var failing = new AtomicReference<TestingFailingStore>();
    TestingKind.Work work =
        run -> {
          run.step(
              "one",
              "h",
              () -> {
                if (run.attempt() == 1) {
                  failing.get().mode(TestingFailingStore.Mode.REFUSING);
                }
                var answer = Json.valueOf("Geld " + paid.incrementAndGet() + " 钱");
                return new StepResult(answer, new TaskUsage(3, 4, 5));
              });
          return done(run);
        };
    var rig =
        TestingTasks.open(
            folder,
            work,
            store -> {
              failing.set(new TestingFailingStore(store));
              return failing.get();
            });
    var id = rig.submit(TestingTasks.work()).id();
    Patience.until(() -> paid.get() == 1 && isInJournal("钱"), "it is in the journal");
    rig.crash();
    Files.writeString(
        folder.resolve("steps.jsonl"), "\n{\"task\":\"cut o", StandardOpenOption.APPEND);
    try (var next = TestingTasks.open(folder, work)) {
      var found = next.until(id, TaskState.SUCCEEDED).task();
      assertThat(paid).hasValue(1);
      assertThat(found.usage()).isEqualTo(new TaskUsage(3, 4, 5));
      assertThat(Files.size(folder.resolve("steps.jsonl"))).isZero();
    }
  }

  private boolean isInJournal(String text) {
    try {
      return Files.readString(folder.resolve("steps.jsonl")).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_submission_whose_write_succeeded_unseen_runs_all_the_same() {
    var failing = new AtomicReference<TestingFailingStore>();
    var ran = new AtomicInteger();
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              ran.incrementAndGet();
              return done(run);
            },
            store -> {
              failing.set(new TestingFailingStore(store));
              return failing.get();
            })) {
      failing.get().mode(TestingFailingStore.Mode.SILENT);
      assertThatThrownBy(() -> rig.submit(TestingTasks.work()));
      failing.get().mode(TestingFailingStore.Mode.WORKING);
      Patience.until(
          () -> {
            rig.tasks.tick();
            return ran.get() == 1;
          },
          "it runs");
    }
  }
}

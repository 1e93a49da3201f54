package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.api.TaskSpendingLimits;
import dev.tutti.task.api.TaskSpendingLimits.SpendingLimit;
import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Limits of one task, of owners and of the node. */
class TaskLimitTest {
  private static final long ANY = Long.MAX_VALUE;
  private static final TaskUsage USED = new TaskUsage(60, 40, 1_000);

  @TempDir private Path folder;

  private static TaskLimits limits(long tokens, long money, long output, long steps) {
    return TaskLimits.of(tokens, money, output, steps);
  }

  private static ObjectNode twoSteps(TaskRun run) throws Exception {
    run.step("one", "h", () -> new StepResult(Json.object(), USED));
    run.step("two", "h", () -> new StepResult(Json.object(), USED));
    return Json.object().put("text", "x".repeat(100));
  }

  private void endsBeyond(TaskLimits limits, String what, int steps) {
    try (var rig = TestingTasks.open(folder, TaskLimitTest::twoSteps)) {
      var task = rig.submit(TestingTasks.work().limits(limits));
      var ended = rig.until(task.id(), TaskState.FAILED).task();
      assertThat(ended.failure().errorClass()).isEqualTo("resource_error");
      assertThat(ended.failure().message()).contains(what);
      assertThat(Store.await(rig.queue().steps("me", task.id()))).hasSize(steps);
      assertThat(ended.usage().tokens()).as("what was paid for is counted").isEqualTo(100L * steps);
      assertThat(ended.limits()).isEqualTo(limits);
    }
  }

  @Test
  void tokens_beyond_the_limit_end_it() {
    endsBeyond(limits(150, ANY, 1_000, 10), "tokens: 200 (expected: at most 150)", 2);
  }

  @Test
  void money_beyond_the_limit_ends_it() {
    endsBeyond(limits(ANY, 999, 1_000, 10), "cost in nano-dollars: 1000", 1);
  }

  @Test
  void a_result_beyond_the_limit_ends_it() {
    endsBeyond(limits(ANY, ANY, 100, 10), "output_bytes: 111", 2);
  }

  @Test
  void steps_beyond_the_limit_end_it() {
    endsBeyond(limits(ANY, ANY, 1_000, 1), "steps: 2", 2);
  }

  @Test
  void time_beyond_the_limit_ends_it_over_all_attempts_and_interrupts_its_work() {
    var begun = new CountDownLatch(1);
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              run.step("one", "h", () -> new StepResult(Json.object(), USED));
              begun.countDown();
              new CountDownLatch(1).await();
              return Json.object();
            })) {
      var limits = limits(ANY, ANY, 1_000, 10).wallTime(Duration.ofSeconds(3));
      var task = rig.submit(TestingTasks.work().limits(limits));
      await(begun);
      rig.pass(Duration.ofSeconds(4));
      var ended = rig.until(task.id(), TaskState.FAILED).task();
      assertThat(ended.failure().errorClass()).isEqualTo("resource_error");
      assertThat(ended.failure().message()).contains("wall_time");
      assertThat(Store.await(rig.queue().steps("me", task.id()))).hasSize(1);
      Store.await(rig.queue().requeue("me", task.id()));
      rig.until(task.id(), TaskState.FAILED);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static TaskSpendingLimits owners(long perMinute) {
    return new TaskSpendingLimits(
        SpendingLimit.NONE,
        new SpendingLimit(1_000, new TaskAmount(perMinute, ANY, ANY), TaskAmount.ANY));
  }

  private static TaskReason hold(TestingTasks rig, String id) {
    return rig.queue().hold(rig.find(id).task()).orElse(new TaskReason("", ""));
  }

  @Test
  void an_owner_waits_who_has_used_the_tokens_of_a_minute_and_others_do_not() {
    try (var rig = TestingTasks.open(folder, TaskLimitTest::twoSteps)) {
      rig.spending(owners(250));
      var one = rig.submit(TestingTasks.work());
      rig.until(one.id(), TaskState.SUCCEEDED);
      for (int i = 0; i < 8; i++) { // nine have to be known for a forecast
        rig.pass(Duration.ofMinutes(2));
        rig.until(rig.submit(TestingTasks.work()).id(), TaskState.SUCCEEDED);
      }
      rig.tickUntil(() -> rig.queue().forecast("work", "").isPresent(), "enough is known");
      var late = rig.submit(TestingTasks.work());
      var why = "200 tokens were used, tasks that run may take 0, this one 200 (at most 250)";
      rig.tickUntil(() -> hold(rig, late.id()).text().equals(why), "it is held: " + why);
      assertThat(hold(rig, late.id()).word()).isEqualTo("owner_tokens_per_minute");
      assertThat(
              rig.meters.get("tutti.tasks.held").tag("reason", "owner_tokens_per_minute").gauge())
          .extracting(gauge -> gauge.value())
          .isEqualTo(1.0);
      var other =
          Store.await(
                  rig.queue()
                      .submit(
                          TestingTasks.work(),
                          new Principal.Anonymous(),
                          new TaskOwner("you", "", "", "")))
              .task();
      rig.tickUntil(
          () ->
              Store.await(rig.queue().find("you", other.id())).task().state()
                  == TaskState.SUCCEEDED,
          "the other's runs");
      assertThat(rig.find(late.id()).task().state()).isEqualTo(TaskState.PENDING);
      rig.pass(Duration.ofSeconds(70));
      rig.until(late.id(), TaskState.SUCCEEDED);
    }
  }

  @Test
  void a_restart_gives_nobody_more_of_a_day() {
    var day =
        new TaskSpendingLimits(
            SpendingLimit.NONE,
            new SpendingLimit(1_000, TaskAmount.ANY, new TaskAmount(200, ANY, ANY)));
    try (var rig = TestingTasks.open(folder, TaskLimitTest::twoSteps)) {
      rig.until(rig.submit(TestingTasks.work()).id(), TaskState.SUCCEEDED);
    }
    try (var rig = TestingTasks.open(folder, TaskLimitTest::twoSteps)) {
      rig.spending(day);
      var late = rig.submit(TestingTasks.work());
      rig.tickUntil(() -> hold(rig, late.id()).word().equals("owner_tokens_per_day"), "held");
      rig.pass(Duration.ofHours(26));
      rig.until(late.id(), TaskState.SUCCEEDED);
    }
  }

  @Test
  void an_owner_has_no_more_tasks_running_than_it_may() {
    var go = new CountDownLatch(1);
    var running = new AtomicInteger();
    try (var rig =
        TestingTasks.open(
            folder,
            _ -> {
              running.incrementAndGet();
              go.await();
              return Json.object();
            })) {
      rig.spending(
          new TaskSpendingLimits(
              SpendingLimit.NONE, new SpendingLimit(2, TaskAmount.ANY, TaskAmount.ANY)));
      rig.submit(TestingTasks.work());
      rig.submit(TestingTasks.work());
      var third = rig.submit(TestingTasks.work());
      rig.tickUntil(() -> hold(rig, third.id()).word().equals("owner_running"), "held");
      rig.tickUntil(() -> running.get() == 2, "both run");
      go.countDown();
      rig.until(third.id(), TaskState.SUCCEEDED);
    }
  }

  @Test
  void an_input_that_its_kind_does_not_want_is_refused_with_its_place() {
    try (var rig = TestingTasks.open(folder, TaskLimitTest::twoSteps)) {
      var wrong = TaskRequest.of("work", Json.object().put("n", "many"));
      assertThatThrownBy(() -> rig.submit(wrong))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> {
                assertThat(fault.status()).isEqualTo(400);
                assertThat(fault.param()).contains("input.n");
              })
          .hasMessageContaining("integer");
    }
  }

  @Test
  void a_tenth_of_the_line_is_left_to_other_owners() throws Exception {
    var go = new CountDownLatch(1);
    try (var rig =
        TestingTasks.open(
            folder,
            _ -> {
              go.await();
              return Json.object();
            })) {
      var usual = rig.settings.get();
      rig.settings.set(
          new TaskSettings(1, 10, 1 << 20, usual.ageing(), usual.keep(), usual.retry()));
      rig.until(rig.submit(TestingTasks.work()).id(), TaskState.RUNNING);
      for (int i = 0; i < 9; i++) {
        rig.submit(TestingTasks.work());
      }
      assertThatThrownBy(() -> rig.submit(TestingTasks.work()))
          .isInstanceOfSatisfying(Fault.class, full -> assertThat(full.status()).isEqualTo(503));
      submitAs(rig, "somebody");
      assertThatThrownBy(() -> submitAs(rig, "")).hasMessageContaining("10 wait");
      go.countDown();
    }
  }

  private static void submitAs(TestingTasks rig, String owner) {
    var who = new TaskOwner(owner, "", "", "");
    Store.await(rig.queue().submit(TestingTasks.work(), new Principal.Anonymous(), who));
  }
}

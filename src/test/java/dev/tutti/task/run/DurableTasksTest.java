package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.query.Moment;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskFields;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class DurableTasksTest {
  @TempDir private Path folder;

  private static ObjectNode done(TaskRun run) {
    return Json.object().put("attempt", run.attempt());
  }

  @Test
  void a_task_succeeds_with_its_result() {
    try (var rig = TestingTasks.open(folder, DurableTasksTest::done)) {
      var task = rig.submit(TestingTasks.work());
      var found = rig.until(task.id(), TaskState.SUCCEEDED);
      assertThat(found.result()).contains(Json.object().put("attempt", 1));
      assertThat(rig.events(task.id())).containsExactly("created", "started", "succeeded");
    }
  }

  @Test
  void an_input_that_is_wrong_is_refused_before_anything_is_kept() {
    try (var rig = TestingTasks.open(folder, DurableTasksTest::done)) {
      var wrong = TestingTasks.work().input().put("wrong", 1);
      assertThatThrownBy(() -> rig.submit(TaskRequest.of("work", wrong)))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("wrong");
    }
  }

  @Test
  void a_failure_is_tried_again_and_a_finished_step_is_not() {
    var paid = new AtomicInteger();
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              var draft =
                  run.step(
                      "draft",
                      "h",
                      () ->
                          new StepResult(
                              Json.object().put("n", paid.incrementAndGet()),
                              new TaskUsage(10, 5, 7)));
              if (run.attempt() < 3) {
                throw Fault.of(FaultCode.OVERLOADED, "busy");
              }
              return (ObjectNode) draft;
            })) {
      var task = rig.submit(TestingTasks.work());
      rig.untilLater(task.id(), TaskState.SUCCEEDED);
      assertThat(paid).hasValue(1);
      var found = rig.find(task.id()).task();
      assertThat(found.failures()).isEqualTo(2);
      assertThat(found.usage()).isEqualTo(new TaskUsage(10, 5, 7));
      assertThat(rig.events(task.id()))
          .containsExactly(
              "created",
              "started",
              "step",
              "retrying",
              "started",
              "retrying",
              "started",
              "succeeded");
      Patience.until(
          () -> rig.meters.counter("tutti.tasks.recovered", "kind", "work").count() == 1,
          "it is counted");
    }
  }

  @Test
  void every_attempt_failing_makes_it_dead_and_requeueing_begins_anew() {
    var healthy = new AtomicReference<>(false);
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              if (healthy.get()) {
                return done(run);
              }
              throw Fault.of(FaultCode.UPSTREAM_ERROR, "no");
            })) {
      var task = rig.submit(TestingTasks.work());
      rig.untilLater(task.id(), TaskState.DEAD);
      assertThat(rig.find(task.id()).task().failure().errorClass()).isEqualTo("execution_error");
      healthy.set(true);
      var dead = TaskFields.query("status=dead", new Moment(rig.now.get(), ZoneOffset.UTC));
      assertThat(Store.await(rig.queue().requeue("me", dead))).isEqualTo(1);
      assertThat(rig.until(task.id(), TaskState.SUCCEEDED).task().attempt()).isEqualTo(4);
      assertThatThrownBy(() -> Store.await(rig.queue().requeue("me", task.id())))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(409));
    }
  }

  @Test
  void a_parameter_is_never_tried_again() {
    try (var rig =
        TestingTasks.open(
            folder,
            _ -> {
              throw Fault.invalid("x", "no");
            })) {
      var task = rig.submit(TestingTasks.work());
      assertThat(rig.until(task.id(), TaskState.FAILED).task().attempt()).isEqualTo(1);
    }
  }

  @Test
  void cancelling_ends_it_at_once_and_interrupts_its_work() {
    var stopped = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                stopped.countDown();
              }
              return done(run);
            })) {
      var task = rig.submit(TestingTasks.work());
      Patience.until(() -> begun.getCount() == 0, "it has begun");
      var cancelled = Store.await(rig.queue().cancel("me", task.id()));
      assertThat(cancelled.state()).isEqualTo(TaskState.CANCELLED);
      Patience.until(() -> stopped.getCount() == 0, "its work has ended");
      assertThat(rig.events(task.id())).containsExactly("created", "started", "cancelled");
      assertThat(Store.await(rig.queue().cancel("me", task.id())).state())
          .isEqualTo(TaskState.CANCELLED);
    }
  }

  @Test
  void a_task_that_takes_longer_than_it_may_is_timed_out() {
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              new CountDownLatch(1).await();
              return done(run);
            })) {
      var task = rig.submit(TestingTasks.work().timeout(Duration.ofSeconds(5)));
      rig.until(task.id(), TaskState.RUNNING);
      rig.pass(Duration.ofSeconds(5));
      var ended = rig.until(task.id(), TaskState.TIMED_OUT).task();
      assertThat(ended.failure().errorClass()).isEqualTo("timeout_error");
    }
  }

  @Test
  void a_limit_ends_it_and_keeps_what_it_had() {
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              run.step("one", "h", () -> new StepResult(Json.object(), new TaskUsage(60, 50, 1)));
              return done(run);
            })) {
      var limits = TaskLimits.of(100, Long.MAX_VALUE, 1_000, 10);
      var task = rig.submit(TestingTasks.work().limits(limits));
      var ended = rig.until(task.id(), TaskState.FAILED).task();
      assertThat(ended.failure().errorClass()).isEqualTo("resource_error");
      assertThat(Store.await(rig.queue().steps("me", task.id()))).hasSize(1);
    }
  }

  @Test
  void a_task_that_has_ended_says_when_it_was_to_begin() {
    try (var rig = TestingTasks.open(folder, DurableTasksTest::done)) {
      var begin = TestingTasks.EPOCH.plusSeconds(60);
      var task = rig.submit(TestingTasks.work().runAt(begin));
      rig.pass(Duration.ofSeconds(90));
      var times = rig.until(task.id(), TaskState.SUCCEEDED).task().times();
      assertThat(times.ready()).isEqualTo(begin);
      assertThat(times.ended()).isEqualTo(TestingTasks.EPOCH.plusSeconds(90));
    }
  }

  @Test
  void the_same_submission_is_known_by_its_key() {
    try (var rig = TestingTasks.open(folder, DurableTasksTest::done)) {
      var one = rig.submit(TestingTasks.work().idempotencyKey("k"));
      assertThat(rig.submit(TestingTasks.work().idempotencyKey("k")).id()).isEqualTo(one.id());
      var you = new TaskOwner("you", "", "", "");
      var theirs = TestingTasks.work().idempotencyKey("k");
      assertThat(
              Store.await(rig.queue().submit(theirs, new Principal.Anonymous(), you)).task().id())
          .isNotEqualTo(one.id());
      assertThatThrownBy(() -> rig.submit(TestingTasks.work().priority(9).idempotencyKey("k")))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(409));
    }
  }

  @Test
  void a_repeated_submission_is_known_when_its_deadline_has_passed() {
    try (var rig = TestingTasks.open(folder, DurableTasksTest::done)) {
      var request =
          TestingTasks.work().deadline(TestingTasks.EPOCH.plusSeconds(60)).idempotencyKey("k");
      var one = rig.submit(request);
      rig.until(one.id(), TaskState.SUCCEEDED);
      rig.now.updateAndGet(now -> now.plusSeconds(120));
      assertThat(rig.submit(request).id()).isEqualTo(one.id());
      assertThatThrownBy(() -> rig.submit(request.idempotencyKey("other")))
          .hasMessageContaining("deadline");
    }
  }

  @Test
  void nobody_sees_what_belongs_to_somebody_else() {
    try (var rig = TestingTasks.open(folder, DurableTasksTest::done)) {
      var task = rig.submit(TestingTasks.work());
      assertThatThrownBy(() -> Store.await(rig.queue().find("you", task.id())))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
      assertThatThrownBy(() -> Store.await(rig.queue().cancel("you", task.id())))
          .isInstanceOf(Fault.class);
    }
  }
}

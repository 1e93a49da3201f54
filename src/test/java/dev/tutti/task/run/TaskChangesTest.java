package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskFields;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.schedule.TaskSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers change of tasks, and what they may not. */
class TaskChangesTest {
  @TempDir private Path folder;

  private static TaskRequest later() {
    return TestingTasks.work().runAt(TestingTasks.EPOCH.plus(Duration.ofDays(1)));
  }

  private static void queue(TestingTasks rig, int most) {
    var usual = rig.settings.get();
    rig.settings.set(
        new TaskSettings(1, most, 1 << 20, usual.ageing(), usual.keep(), usual.retry()));
  }

  private static void assertRefused(int status, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(status));
  }

  private static Query filter(String text) {
    return TaskFields.query(text, new Moment(TestingTasks.EPOCH, ZoneOffset.UTC));
  }

  @Test
  void a_task_that_is_not_there_or_runs_is_not_changed() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      var task = rig.submit(later());
      assertRefused(404, () -> Store.await(rig.queue().cancel("me", "task_none")));
      assertRefused(404, () -> Store.await(rig.queue().cancel("you", task.id())));
      assertRefused(404, () -> Store.await(rig.queue().requeue("you", task.id())));
      assertRefused(409, () -> Store.await(rig.queue().requeue("me", task.id())));
      assertThat(rig.find(task.id()).task()).isEqualTo(task);
      assertThat(rig.events(task.id())).containsExactly("created");
    }
  }

  @Test
  void tasks_run_again_only_while_there_is_room() {
    var go = new CountDownLatch(1);
    try (var rig =
        TestingTasks.open(
            folder,
            _ -> {
              go.await();
              return Json.object();
            })) {
      for (int i = 0; i < 60; i++) {
        rig.submit(later());
      }
      assertThat(Store.await(rig.queue().cancel("me", filter("status=scheduled")))).isEqualTo(60);
      queue(rig, 40);
      var again = Store.await(rig.queue().requeue("me", filter("status=cancelled")));
      assertThat(again).as("25 at a time, as long as fewer than 36 wait").isEqualTo(50);
      var left = Store.await(rig.queue().list("me", filter("status=cancelled"), "", 1_000));
      assertThat(left.tasks()).hasSize(10);
      var one = left.tasks().getFirst().id();
      assertRefused(503, () -> Store.await(rig.queue().requeue("me", one)));
      assertRefused(503, () -> Store.await(rig.queue().requeue("me", filter("status=cancelled"))));
      go.countDown();
    }
  }

  @Test
  void schedules_take_room_as_tasks_do_that_wait() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      queue(rig, 10);
      var every = TaskSchedule.read(Json.tree("{\"every\":\"1h\"}"));
      for (int i = 0; i < 9; i++) {
        rig.submit(TestingTasks.work().schedule(every));
      }
      assertRefused(503, () -> rig.submit(later()));
      var one = Store.await(rig.queue().list("me", filter(""), "", 1)).tasks().getFirst();
      Store.await(rig.queue().cancel("me", one.id()));
      assertThat(rig.submit(later()).state()).isEqualTo(TaskState.SCHEDULED);
    }
  }

  @Test
  void a_submission_that_is_known_by_its_key_needs_no_room() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      queue(rig, 1);
      var task = rig.submit(later().idempotencyKey("known"));
      assertRefused(503, () -> rig.submit(later().idempotencyKey("new")));
      assertThat(rig.submit(later().idempotencyKey("known")).id()).isEqualTo(task.id());
      assertRefused(409, () -> rig.submit(later().priority(9).idempotencyKey("known")));
    }
  }

  @Test
  void a_task_counts_in_the_line_before_its_submission_is_answered() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      for (int i = 1; i <= 20; i++) {
        rig.submit(later());
        assertThat(rig.tasks.waiting()).isEqualTo(i);
      }
    }
  }

  @Test
  void a_task_that_runs_loses_its_rights_when_its_key_does() {
    var begun = new CountDownLatch(1);
    var revoked = new CountDownLatch(1);
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              run.principal();
              begun.countDown();
              revoked.await();
              return Json.object().put("owner", run.caller().owner());
            })) {
      var task = rig.submit(TestingTasks.work());
      rig.tickUntil(() -> begun.getCount() == 0, "it runs");
      rig.holders.set(
          _ -> {
            throw Fault.of(FaultCode.PERMISSION, "the key was revoked");
          });
      revoked.countDown();
      var failed = rig.until(task.id(), TaskState.FAILED).task();
      assertThat(failed.failure().message()).isEqualTo("the key was revoked");
    }
  }

  @Test
  void a_task_whose_rights_cannot_be_found_out_has_failed_and_is_tried_again() {
    var asked = new AtomicInteger();
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      rig.holders.set(
          _ -> {
            if (asked.getAndIncrement() == 0) {
              throw new IllegalStateException("the keys are not there");
            }
            return new Principal.Anonymous();
          });
      var task = rig.submit(TestingTasks.work());
      assertThat(rig.untilLater(task.id(), TaskState.SUCCEEDED).task().failures()).isEqualTo(1);
    }
  }
}

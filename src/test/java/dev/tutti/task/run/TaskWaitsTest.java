package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskDetail;
import dev.tutti.task.api.TaskState;
import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskWaitsTest {
  private static final int MANY = 6_000; // more than may wait for a reader of the store
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private final CountDownLatch gate = new CountDownLatch(1);

  private TestingTasks rig() {
    return TestingTasks.open(
        folder,
        run -> {
          for (int step = 0; step < 5; step++) {
            run.step("step-" + step, "", () -> StepResult.of(Json.valueOf(1)));
          }
          gate.await();
          return Json.object().put("done", true);
        });
  }

  @Test
  void thousands_of_waits_are_a_few_reads() throws InterruptedException {
    try (var rig = rig()) {
      var task = rig.submit(TestingTasks.work());
      var waits = new ArrayList<CompletableFuture<TaskDetail>>();
      for (int i = 0; i < MANY; i++) {
        waits.add(rig.queue().await("me", task.id(), LONG));
      }
      rig.until(task.id(), TaskState.RUNNING);
      Patience.until(() -> rig.store.stats().waitingReads() == 0, "all have looked");
      long before = rig.store.stats().reads();
      gate.countDown();
      for (var wait : waits) {
        var told = Patience.await(wait, "the end");
        assertThat(told.task().state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(told.result()).contains(Json.object().put("done", true));
      }
      assertThat(rig.store.stats().reads() - before).isLessThan(MANY / 20);
    }
  }

  @Test
  void whose_time_is_over_is_told_how_it_stands() throws InterruptedException {
    try (var rig = rig()) {
      var task = rig.submit(TestingTasks.work());
      rig.until(task.id(), TaskState.RUNNING);
      var patient = rig.queue().await("me", task.id(), LONG);
      var hasty = rig.queue().await("me", task.id(), Duration.ofMillis(1));
      assertThat(Patience.await(hasty, "the time").task().state()).isEqualTo(TaskState.RUNNING);
      assertThat(patient).isNotDone();
      gate.countDown();
      assertThat(Patience.await(patient, "the end").task().state()).isEqualTo(TaskState.SUCCEEDED);
    }
  }

  @Test
  void a_task_of_somebody_else_is_not_there_although_its_owner_waits() throws InterruptedException {
    try (var rig = rig()) {
      var task = rig.submit(TestingTasks.work());
      var mine = rig.queue().await("me", task.id(), LONG);
      assertMissing(rig.queue().await("you", task.id(), LONG));
      assertMissing(rig.queue().await("me", "task_none", LONG));
      gate.countDown();
      assertThat(Patience.await(mine, "the end").task().id()).isEqualTo(task.id());
      assertMissing(rig.queue().await("you", task.id(), LONG));
    }
  }

  private static void assertMissing(CompletableFuture<TaskDetail> wait) {
    assertThatThrownBy(() -> Store.await(wait))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
  }

  @Test
  void who_leaves_is_forgotten() {
    try (var rig = rig()) {
      var task = rig.submit(TestingTasks.work());
      var waits = new TaskWaits(rig.store, new TaskListeners());
      var one = waits.await("me", task.id(), LONG);
      var other = waits.await("me", task.id(), LONG);
      one.completeExceptionally(Fault.of(FaultCode.CANCELLED, "left"));
      assertThat(waits.size()).isEqualTo(1);
      other.completeExceptionally(Fault.of(FaultCode.CANCELLED, "left"));
      assertThat(waits.size()).isZero();
      gate.countDown();
    }
  }
}

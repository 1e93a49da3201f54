package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.query.Moment;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskFields;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.schedule.TaskSchedule;
import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ScheduleRunsTest {
  @TempDir private Path folder;

  private static ObjectNode done(TaskRun run) {
    return Json.object().put("attempt", run.attempt());
  }

  @Test
  void a_schedule_begins_a_task_each_time_and_none_while_one_runs() {
    var gate = new AtomicReference<>(new CountDownLatch(1));
    var ran = new ConcurrentLinkedQueue<String>();
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              gate.get().await();
              ran.add(run.id());
              return done(run);
            })) {
      var every = TaskSchedule.read(Json.object().put("every", 60));
      var schedule = rig.submit(TestingTasks.work().timeout(Duration.ofDays(1)).schedule(every));
      assertThat(schedule.state()).isEqualTo(TaskState.SCHEDULED);
      rig.pass(Duration.ofSeconds(60));
      rig.tickUntil(() -> rig.events(schedule.id()).size() == 1 && running(rig) == 1, "one runs");
      rig.pass(Duration.ofSeconds(60));
      rig.tickUntil(() -> rig.events(schedule.id()).contains("skipped"), "the next one is skipped");
      gate.get().countDown();
      Patience.until(() -> ran.size() == 1 && running(rig) == 0, "it has ended");
      rig.pass(Duration.ofSeconds(60));
      rig.tickUntil(() -> ran.size() == 2, "another one has run");
      Store.await(rig.queue().cancel("me", schedule.id()));
      rig.pass(Duration.ofMinutes(10));
      rig.tasks.tick();
      assertThat(ran).hasSize(2);
    }
  }

  @Test
  void a_schedule_ends_at_its_deadline() {
    var ran = new ConcurrentLinkedQueue<String>();
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              ran.add(run.id());
              return done(run);
            })) {
      var every = TaskSchedule.read(Json.object().put("every", 60));
      var deadline = TestingTasks.EPOCH.plusSeconds(90);
      var schedule = rig.submit(TestingTasks.work().schedule(every).deadline(deadline));
      rig.pass(Duration.ofSeconds(60));
      rig.until(schedule.id(), TaskState.SUCCEEDED);
      rig.tickUntil(() -> ran.size() == 1 && running(rig) == 0, "the one before it has run");
      rig.pass(Duration.ofMinutes(10));
      rig.tasks.tick();
      assertThat(ran).hasSize(1);
    }
  }

  private static long running(TestingTasks rig) {
    var running = TaskFields.query("status=running", new Moment(rig.now.get(), ZoneOffset.UTC));
    return Store.await(rig.queue().list("me", running, "", 10)).tasks().size();
  }
}

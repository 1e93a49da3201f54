package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.query.Moment;
import dev.tutti.store.Store;
import dev.tutti.store.Work;
import dev.tutti.task.api.TaskFields;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.schedule.TaskSchedule;
import dev.tutti.testing.Patience;
import dev.tutti.testing.StoreAround;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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
  void a_time_is_left_out_while_the_line_is_full() {
    var gate = new CountDownLatch(1);
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              gate.await();
              return done(run);
            })) {
      rig.settings.set(settings(3));
      var every = TaskSchedule.read(Json.object().put("every", 60).put("overlap", true));
      var schedule = rig.submit(TestingTasks.work().timeout(Duration.ofDays(1)).schedule(every));
      for (int i = 0; i < 3; i++) {
        rig.submit(TestingTasks.work().timeout(Duration.ofDays(1)));
        rig.tickUntil(() -> running(rig) == 1, "one runs and the others wait");
      }
      rig.settings.set(settings(2));
      rig.pass(Duration.ofSeconds(60));
      rig.tickUntil(() -> rig.events(schedule.id()).contains("skipped"), "it is left out");
      var skipped = Store.await(rig.queue().events("me", schedule.id(), 1)).getFirst();
      assertThat(skipped.data().path("reason").asString()).isEqualTo("queue");
      gate.countDown();
      rig.tickUntil(() -> running(rig) == 0 && rig.tasks.waiting() == 0, "the line is empty");
      rig.pass(Duration.ofSeconds(60));
      rig.tickUntil(() -> succeeded(rig) == 4, "the next time counts");
    }
  }

  private static TaskSettings settings(int queue) {
    var wait = Duration.ofMillis(1);
    var retry = new TaskSettings.Retry(wait, wait);
    return new TaskSettings(1, queue, 1 << 20, Duration.ofMinutes(10), Duration.ofDays(7), retry);
  }

  @Test
  void some_of_those_that_are_due_are_taken_at_once_the_earliest_first() {
    var book = new ScheduleBook();
    try (var rig = TestingTasks.open(folder, ScheduleRunsTest::done)) {
      var late = rig.submit(TestingTasks.work().schedule(every(120)));
      var early = rig.submit(TestingTasks.work().schedule(every(60)));
      book.add(late);
      book.add(early);
      long now = TestingTasks.EPOCH.plusSeconds(120).toEpochMilli();
      assertThat(book.due(now, 1)).containsExactly(early.id());
      assertThat(book.due(now, 0)).isEmpty();
      assertThat(book.due(now, 5)).containsExactly(late.id());
    }
  }

  @Test
  void a_schedule_that_cannot_be_begun_is_due_again_after_longer_times_up_to_a_minute() {
    var book = new ScheduleBook();
    try (var rig = TestingTasks.open(folder, ScheduleRunsTest::done)) {
      var schedule = rig.submit(TestingTasks.work().schedule(every(60)));
      book.add(schedule);
      long now = TestingTasks.EPOCH.plusSeconds(60).toEpochMilli();
      for (long seconds : List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L)) {
        assertThat(book.due(now, 5)).containsExactly(schedule.id());
        book.putBack(schedule.id(), now);
        assertThat(book.size("me")).isOne();
        now += 1_000 * seconds;
        assertThat(book.due(now - 1, 5)).as("before %d s", seconds).isEmpty();
      }
      assertThat(book.due(now, 5)).hasSize(1);
      assertThat(book.has(schedule.id())).isTrue();
      book.remove(schedule.id());
      book.putBack(schedule.id(), now);
      assertThat(book.has(schedule.id())).as("it was cancelled meanwhile").isFalse();
    }
  }

  @Test
  void a_schedule_is_begun_soon_after_the_database_is_back() {
    var refused = new AtomicInteger();
    var refuses = new AtomicBoolean();
    try (var rig =
        TestingTasks.open(
            folder, ScheduleRunsTest::done, store -> new RefusingStore(store, refuses, refused))) {
      var work = TestingTasks.work().timeout(Duration.ofDays(1));
      rig.submit(work.schedule(every(36_000)));
      refuses.set(true);
      rig.pass(Duration.ofHours(10));
      rig.tickUntil(() -> refused.get() > 0, "it cannot be begun");
      for (int i = 0; i < 300; i++) {
        rig.pass(Duration.ofMillis(100));
        rig.tasks.tick();
      }
      assertThat(refused).as("in 30 s").hasValueBetween(1, 6);
      refuses.set(false);
      rig.tickUntil(
          () -> {
            rig.pass(Duration.ofMillis(100));
            return succeeded(rig) > 0;
          },
          "it has begun");
    }
  }

  /** Store whose writes are refused while the test says so. */
  private static final class RefusingStore extends StoreAround {
    private final AtomicBoolean refuses;
    private final AtomicInteger refused;

    RefusingStore(Store store, AtomicBoolean refuses, AtomicInteger refused) {
      super(store);
      this.refuses = refuses;
      this.refused = refused;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
      if (!refuses.get()) {
        return super.write(work);
      }
      refused.incrementAndGet();
      return CompletableFuture.failedFuture(new IllegalStateException("the writer is away"));
    }
  }

  private static TaskSchedule every(int seconds) {
    return TaskSchedule.read(Json.object().put("every", seconds));
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
    return count(rig, "status=running");
  }

  private static long succeeded(TestingTasks rig) {
    return count(rig, "status=succeeded");
  }

  private static long count(TestingTasks rig, String filter) {
    var query = TaskFields.query(filter, new Moment(rig.now.get(), ZoneOffset.UTC));
    return Store.await(rig.queue().list("me", query, "", 10)).tasks().size();
  }
}

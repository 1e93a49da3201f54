package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.store.Work;
import dev.tutti.task.api.TaskState;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.StoreAround;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No attempt at a task begins twice, however late or often its row is read. */
class TaskBeginTest {
  private static final int TASKS = 300;

  @TempDir private Path folder;

  /** Attempts by the task and their number, and how often each has begun. */
  private final Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();

  private void begins(String id, int attempt) {
    begun.computeIfAbsent(id + "/" + attempt, _ -> new AtomicInteger()).incrementAndGet();
  }

  @Test
  void a_row_that_was_read_before_its_task_began_begins_it_no_more() {
    AtomicReference<@Nullable Gate> late = new AtomicReference<>();
    var hold = new CountDownLatch(1);
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              begins(run.id(), run.attempt());
              hold.await();
              return Json.object();
            },
            store -> new LateReads(store, late))) {
      var busy = new ArrayList<String>();
      for (int i = 0; i < 64; i++) { // as many as there are workers
        busy.add(rig.submit(TestingTasks.work()).id());
      }
      Patience.until(() -> begun.size() == 64, "all workers are busy");
      var waiting = rig.submit(TestingTasks.work()).id();
      var gate = new Gate();
      late.set(gate); // reads from now on tell late what they have read
      rig.tasks.unsure();
      rig.tasks.tick();
      late.set(null);
      hold.countDown();
      rig.until(waiting, TaskState.SUCCEEDED);
      gate.open();
      busy.forEach(id -> rig.until(id, TaskState.SUCCEEDED));
      rig.tickUntil(() -> rig.tasks.waiting() == 0, "the row that was read late is looked at");
      assertThat(begun.get(waiting + "/1")).hasValue(1);
      assertThat(begun).hasSize(65);
    }
  }

  @Test
  void reading_all_rows_again_and_again_begins_nothing_twice() {
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              begins(run.id(), run.attempt());
              return Json.object();
            })) {
      var ids = new ArrayList<String>();
      for (int i = 0; i < TASKS; i++) {
        ids.add(rig.submit(TestingTasks.work()).id());
        rig.tasks.unsure();
        rig.tasks.tick();
      }
      ids.forEach(id -> rig.until(id, TaskState.SUCCEEDED));
      assertThat(begun).hasSize(TASKS);
      assertThat(begun.values()).allMatch(times -> times.get() == 1);
      ids.forEach(id -> assertThat(rig.find(id).task().attempt()).isEqualTo(1));
    }
  }

  @Test
  void a_task_whose_begin_is_told_after_a_stop_has_begun_is_given_back() throws Exception {
    AtomicReference<@Nullable Gate> late = new AtomicReference<>();
    var rig = TestingTasks.open(folder, _ -> Json.object(), store -> new LateWrites(store, late));
    var id = rig.submit(TestingTasks.work().runAt(TestingTasks.EPOCH.plusSeconds(1))).id();
    var gate = new Gate();
    late.set(gate);
    rig.pass(Duration.ofSeconds(1));
    rig.until(id, TaskState.RUNNING);
    late.set(null);
    var stop = Thread.ofPlatform().start(rig::close);
    Patience.until(
        () -> stop.getState() == Thread.State.TIMED_WAITING || !stop.isAlive(), "it waits");
    gate.open();
    stop.join();
    try (var next = TestingTasks.open(folder, _ -> Json.object(), rig.now.get())) {
      next.until(id, TaskState.SUCCEEDED);
      assertThat(next.events(id))
          .containsExactly("created", "started", "returned", "started", "succeeded");
    }
  }

  /** Store whose writes are told late. */
  private static final class LateWrites extends StoreAround {
    private final AtomicReference<@Nullable Gate> late;

    LateWrites(Store store, AtomicReference<@Nullable Gate> late) {
      super(store);
      this.late = late;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
      return told(super.write(work), late.get());
    }
  }

  private static <T extends @Nullable Object> CompletableFuture<T> told(
      CompletableFuture<T> done, @Nullable Gate gate) {
    return gate == null
        ? done
        : done.thenApplyAsync(
            value -> {
              hold(gate);
              return value;
            },
            Thread::startVirtualThread);
  }

  private static void hold(Gate gate) {
    try {
      gate.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Store whose reads are told late: what they have read is old by then. */
  private static final class LateReads extends StoreAround {
    private final AtomicReference<@Nullable Gate> late;

    LateReads(Store store, AtomicReference<@Nullable Gate> late) {
      super(store);
      this.late = late;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> read(Work<T> work) {
      var gate = late.get(); // before it is read
      return told(super.read(work), gate);
    }
  }
}

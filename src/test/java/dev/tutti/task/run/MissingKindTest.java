package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of tasks whose kind is not there, as its plugin was left out. */
class MissingKindTest {
  @TempDir private Path folder;

  /** A task that waits for its second attempt, of a kind that nobody knows. */
  private static TaskRecord postponed(TestingTasks rig) {
    var id = rig.submit(TestingTasks.work().runAt(TestingTasks.EPOCH.plusSeconds(1))).id();
    execute(rig, "UPDATE task SET kind = 'gone' WHERE id = '" + id + "'");
    rig.pass(Duration.ofSeconds(1));
    return rig.until(id, TaskState.RETRYING).task();
  }

  private static void execute(TestingTasks rig, String sql) {
    Store.await(rig.store.write(handle -> handle.execute(sql)));
  }

  private static long failures(TestingTasks rig) {
    return Store.await(
        rig.store.read(
            handle ->
                handle.createQuery("SELECT count(*) FROM task_failure").mapTo(Long.class).one()));
  }

  private static Duration pause(TestingTasks rig, TaskRecord task) {
    return Duration.between(rig.now.get(), task.times().ready());
  }

  /** The task after another attempt that its kind was not there for. */
  private static TaskRecord again(TestingTasks rig, TaskRecord task) {
    rig.pass(pause(rig, task));
    rig.tickUntil(
        () -> {
          var found = rig.find(task.id()).task();
          return found.attempt() > task.attempt() && found.state() == TaskState.RETRYING;
        },
        "it was looked for again");
    return rig.find(task.id()).task();
  }

  @Test
  void a_kind_that_is_not_there_is_looked_for_after_longer_times_up_to_an_hour() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      var task = postponed(rig);
      var pauses = new ArrayList<Long>();
      for (int i = 0; i < 9; i++) {
        pauses.add(pause(rig, task).toSeconds());
        task = again(rig, task);
      }
      assertThat(pauses).containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1_920L, 3_600L, 3_600L);
      assertThat(task.failures()).isZero();
      assertThat(failures(rig)).as("its first failure alone is noted").isOne();
    }
  }

  @Test
  void a_history_of_a_kind_that_is_not_there_does_not_grow_for_ever() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      var task = postponed(rig);
      assertThat(rig.events(task.id())).containsExactly("created", "started", "retrying");
      execute(rig, "UPDATE task_event SET number = 1000 WHERE number = 3");
      again(rig, again(rig, task));
      assertThat(rig.events(task.id())).hasSize(3);
    }
  }
}

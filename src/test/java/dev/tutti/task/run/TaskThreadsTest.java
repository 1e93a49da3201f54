package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskThreadsTest {
  private static final int MANY = 20;

  @Test
  void work_is_done_where_no_thread_can_be_had() {
    var threads =
        new TaskThreads(
            (_, _, _) -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    var done = new ConcurrentLinkedQueue<Integer>();
    for (int i = 0; i < MANY; i++) {
      int task = i;
      threads.start("task-" + i, false, () -> done.add(task));
    }
    Patience.until(() -> done.size() == MANY, "all tasks");
    assertThat(List.copyOf(done)).isSorted();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void each_task_has_a_thread_that_suits_it(boolean computes) {
    var threads = new TaskThreads();
    var seen = new ConcurrentLinkedQueue<Thread>();
    threads.start("task-1", computes, () -> seen.add(Thread.currentThread()));
    Patience.until(() -> !seen.isEmpty(), "the task");
    assertThat(List.copyOf(seen))
        .allMatch(each -> each.isVirtual() != computes)
        .allMatch(each -> each.getName().equals("tutti-task-task-1"));
  }
}

package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
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
      threads.start("task-" + i, false, false, () -> done.add(task));
    }
    Patience.until(() -> done.size() == MANY, "all tasks");
    assertThat(List.copyOf(done)).isSorted();
  }

  @Test
  void what_lasts_waits_for_a_thread_and_the_next_ones_begin() {
    var full = new AtomicBoolean(true);
    var threads =
        new TaskThreads(
            (name, computes, work) -> {
              if (full.get()) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              TaskThreads.builder(computes).name(name).start(work);
            });
    var done = new ConcurrentLinkedQueue<String>();
    threads.start("batch", false, true, () -> done.add(Thread.currentThread().getName()));
    threads.start("chat", false, false, () -> done.add("chat"));
    Patience.until(() -> !done.isEmpty(), "the one behind it");
    threads.tick();
    threads.start("chat", false, false, () -> done.add("chat"));
    Patience.until(() -> done.size() == 2, "another one");
    assertThat(done).containsOnly("chat");
    full.set(false);
    Patience.until(
        () -> {
          threads.tick();
          return done.size() == 3;
        },
        "it has begun");
    assertThat(done).contains("tutti-task-batch");
  }

  @Test
  void what_lasts_and_has_no_thread_at_the_end_is_run_by_whoever_ends() {
    var threads =
        new TaskThreads(
            (_, _, _) -> {
              throw new RejectedExecutionException();
            });
    var done = new ConcurrentLinkedQueue<String>();
    threads.start("batch", false, true, () -> done.add("batch"));
    threads.start("chat", false, false, () -> done.add("chat"));
    Patience.until(() -> !done.isEmpty(), "the one behind it");
    threads.close();
    assertThat(done).containsExactly("chat", "batch");
    threads.start("late", false, true, () -> done.add("late"));
    Patience.until(() -> done.size() == 3, "one that comes afterwards");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void each_task_has_a_thread_that_suits_it(boolean computes) {
    var threads = new TaskThreads();
    var seen = new ConcurrentLinkedQueue<Thread>();
    threads.start("task-1", computes, false, () -> seen.add(Thread.currentThread()));
    Patience.until(() -> !seen.isEmpty(), "the task");
    assertThat(List.copyOf(seen))
        .allMatch(each -> each.isVirtual() != computes)
        .allMatch(each -> each.getName().equals("tutti-task-task-1"));
  }
}

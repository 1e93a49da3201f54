package dev.tutti.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskDetail;
import dev.tutti.task.api.TaskEvent;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskPlan;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TaskEventStreamTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private TaskState state = TaskState.RUNNING;

  /** A queue whose task succeeds as soon as something of it was read. */
  private TaskQueue tasks() {
    return (TaskQueue)
        Proxy.newProxyInstance(
            TaskQueue.class.getClassLoader(),
            new Class<?>[] {TaskQueue.class},
            (_, method, _) -> {
              var read =
                  switch (method.getName()) {
                    case "find" -> new TaskDetail(task(state), null);
                    case "events" -> events(state);
                    default -> throw new IllegalStateException(method.getName());
                  };
              state = TaskState.SUCCEEDED;
              return CompletableFuture.completedFuture(read);
            });
  }

  private static List<TaskEvent> events(TaskState state) {
    var started = new TaskEvent(1, NOON, "started", Json.object());
    return state == TaskState.RUNNING
        ? List.of(started)
        : List.of(started, new TaskEvent(2, NOON, state.word(), Json.object()));
  }

  private static TaskRecord task(TaskState state) {
    return new TaskRecord(
        1,
        "task_1",
        new TaskOwner("me", "", "", ""),
        "chat",
        "",
        state,
        5,
        1,
        0,
        new TaskRecord.TaskTimes(
            NOON, NOON, NOON, null, Duration.ofMinutes(1), null, Duration.ZERO, Duration.ZERO),
        TaskFailure.NONE,
        TaskUsage.NONE,
        TaskRecord.TaskProgress.NONE,
        TaskLimits.of(1, 1, 1, 1),
        2,
        "",
        "",
        "",
        "",
        "",
        TaskPlan.NONE);
  }

  @Test
  void a_task_that_ends_while_it_is_looked_at_is_not_over_without_the_event_of_its_end() {
    var watched = new TaskEventStream.Watched("me", "task_1");
    var look = TaskEventStream.Look.at(tasks(), watched, 0).join();
    assertThat(look.detail().task().state()).isEqualTo(TaskState.RUNNING);
    assertThat(look.events()).extracting(TaskEvent::type).containsExactly("started", "succeeded");
  }
}

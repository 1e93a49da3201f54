package dev.tutti.gateway.task;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.task.api.TaskDetail;
import dev.tutti.task.api.TaskEvent;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Events of a task as server-sent events: those that were, then those that come, up to the end of
 * the task. Each has its number as its id, so that a reader who was cut off goes on behind the one
 * that it has seen last. Confined to its loop.
 */
final class TaskEventStream {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final HttpExchange exchange;
  private final HttpServerResponse response;
  private final TaskQueue tasks;
  private final Watched watched;
  private final long began;
  private long position;
  private TaskRecord.TaskProgress progress = TaskRecord.TaskProgress.NONE;
  private boolean reading;
  private boolean again;
  private Runnable forget = () -> {};

  /** Task that is watched, of its owner. */
  record Watched(String owner, String id) {}

  /**
   * @param after number of the event behind which it begins
   */
  TaskEventStream(HttpExchange exchange, TaskQueue tasks, Watched watched, long after) {
    this.exchange = exchange;
    this.response = exchange.response();
    this.tasks = tasks;
    this.watched = watched;
    this.position = after;
    this.began = exchange.loop().nanos();
  }

  void start() {
    response
        .putHeader("content-type", "text/event-stream")
        .putHeader("cache-control", "no-store")
        .putHeader("x-accel-buffering", "no")
        .setChunked(true);
    response.drainHandler(_ -> look()); // who reads slowly is told the rest as soon as it can be
    write("retry: 1000\n: begins\n\n");
    forget = tasks.watch(watched.id, () -> exchange.loop().run(this::look));
    exchange.onEnd(forget);
    look();
    heartbeat();
  }

  private boolean isOver() {
    return response.closed() || response.ended();
  }

  private void heartbeat() {
    var _ =
        exchange
            .loop()
            .timer(
                HEARTBEAT,
                () -> {
                  if (isOver()) {
                    return;
                  }
                  if (exchange.loop().nanos() - began > LONGEST.toNanos()) {
                    response.end(); // so that a right that was taken away does not last
                    return;
                  }
                  write(": alive\n\n");
                  look();
                  heartbeat();
                });
  }

  /** Reads what is new; whoever asks meanwhile is heard afterwards. */
  private void look() {
    if (isOver()) {
      return;
    }
    if (reading || response.writeQueueFull()) {
      again = true;
      return;
    }
    reading = true;
    again = false;
    var _ =
        Look.at(tasks, watched, position)
            .whenComplete((look, thrown) -> exchange.loop().run(() -> looked(look, thrown)));
  }

  /** Task, and its events at that moment or later: one that has ended has the event of its end. */
  record Look(TaskDetail detail, List<TaskEvent> events) {
    static CompletableFuture<Look> at(TaskQueue tasks, Watched watched, long after) {
      return tasks
          .find(watched.owner, watched.id)
          .thenCompose(
              detail ->
                  tasks
                      .events(watched.owner, watched.id, after)
                      .thenApply(events -> new Look(detail, events)));
    }
  }

  private void looked(@Nullable Look look, @Nullable Throwable thrown) {
    reading = false;
    if (isOver()) {
      return;
    }
    if (look == null) {
      exchange.fail(Fault.from(thrown == null ? new IllegalStateException() : thrown));
      return;
    }
    var task = look.detail.task();
    look.events.forEach(this::write);
    if (!task.progress().equals(progress)) {
      progress = task.progress();
      write("event: progress\ndata: " + Json.text(TaskJson.of(task).path("progress")) + "\n\n");
    }
    if (task.state().isTerminal() && hasEnd(look.events, task)) {
      response.end();
    } else if (again || !look.events.isEmpty()) {
      look();
    }
  }

  /** The event of its end was written: by now, or to the reader who comes back. */
  private boolean hasEnd(List<TaskEvent> events, TaskRecord task) {
    return events.isEmpty() || events.getLast().type().equals(task.state().word());
  }

  private void write(TaskEvent event) {
    position = event.number();
    write(
        "id: %d\nevent: %s\ndata: %s\n\n"
            .formatted(event.number(), event.type(), Json.text(TaskJson.of(event))));
  }

  private void write(String text) {
    var _ = exchange.write(Buffer.buffer(text));
  }
}

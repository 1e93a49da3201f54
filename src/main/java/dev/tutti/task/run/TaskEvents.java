package dev.tutti.task.run;

import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** What events of tasks say. */
final class TaskEvents {
  static final String CREATED = "created";
  static final String STARTED = "started";
  static final String REQUEUED = "requeued";
  static final String RETURNED = "returned";
  static final String INTERRUPTED = "interrupted";
  static final String SKIPPED = "skipped";
  static final String DECIDED = "decided";

  private TaskEvents() {}

  static ObjectNode status(TaskState state) {
    return Json.object().put("status", state.word());
  }

  static ObjectNode started(int attempt, String node) {
    return status(TaskState.RUNNING).put("attempt", attempt).put("node", node);
  }

  static ObjectNode ended(TaskState state, int attempt, TaskFailure failure) {
    var data = status(state).put("attempt", attempt);
    if (!failure.isNone()) {
      data.set("error", error(failure));
    }
    return data;
  }

  /** Message to a receiver. */
  static ObjectNode message(TaskRecord task) {
    var data =
        Json.object()
            .put("task_id", task.id())
            .put("kind", task.kind())
            .put("status", task.state().word())
            .put("attempts", task.attempt())
            .put("ended_at", Objects.toString(task.times().ended(), ""));
    data.set("error", task.failure().isNone() ? null : error(task.failure()));
    var message = Json.object().put("type", "task." + task.state().word());
    message.put("timestamp", Objects.toString(task.times().ended(), ""));
    message.set("data", data);
    return message;
  }

  static ObjectNode error(TaskFailure failure) {
    return Json.object()
        .put("code", failure.code())
        .put("class", failure.errorClass())
        .put("severity", failure.severity())
        .put("message", failure.message());
  }
}

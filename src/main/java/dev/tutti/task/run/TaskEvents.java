package dev.tutti.task.run;

import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.store.TaskDeliveryTable.ToldEnd;
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

  /**
   * Message to a receiver: the same for each try, also once the task was requeued.
   *
   * @param task as it is now
   * @param end of which the receiver is told
   */
  static ObjectNode message(TaskRecord task, ToldEnd end) {
    var told = Json.tree(end.data());
    int attempts = told.path("attempt").asInt(0); // none where it has not ended in one
    var data =
        Json.object()
            .put("task_id", task.id())
            .put("kind", task.kind())
            .put("status", end.state())
            .put("attempts", attempts > 0 ? attempts : task.attempt())
            .put("ended_at", end.at().toString());
    data.set("error", told.hasNonNull("error") ? told.path("error") : null);
    var message = Json.object().put("type", "task." + end.state());
    message.put("timestamp", end.at().toString());
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

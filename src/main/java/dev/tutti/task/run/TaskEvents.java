package dev.tutti.task.run;

import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskState;
import tools.jackson.databind.node.ObjectNode;

/** What events of tasks say. */
final class TaskEvents {
  static final String CREATED = "created";
  static final String STARTED = "started";
  static final String REQUEUED = "requeued";
  static final String RETURNED = "returned";
  static final String SKIPPED = "skipped";

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

  static ObjectNode error(TaskFailure failure) {
    return Json.object()
        .put("code", failure.code())
        .put("class", failure.errorClass())
        .put("severity", failure.severity())
        .put("message", failure.message());
  }
}

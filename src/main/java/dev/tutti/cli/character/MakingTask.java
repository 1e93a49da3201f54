package dev.tutti.cli.character;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.task.FollowedTask;
import java.io.IOException;
import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Task that makes a character, followed to its end: each category is told when it is there. */
record MakingTask(ApiClient client, String id, PrintWriter err) {

  /**
   * Its result.
   *
   * @throws Fault when it has none
   */
  JsonNode result() throws IOException, InterruptedException {
    var task = new FollowedTask(client, id).end(this::tell);
    var status = task.path("status").asString("");
    if (status.equals("succeeded")) {
      return task.path("result");
    }
    throw Fault.of(
        FaultCode.UPSTREAM_ERROR,
        "task %s %s: %s"
            .formatted(id, status, task.path("error").path("message").asString("no reason")));
  }

  private void tell(JsonNode event) {
    var step = event.path("step").asString("");
    if (!step.isEmpty()) {
      err.println("  " + step);
    } else if (event.path("text").asString("").endsWith(" failed")) {
      err.println("  " + event.path("text").asString(""));
    }
    err.flush();
  }
}

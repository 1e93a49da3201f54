package dev.tutti.cli.character;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Task that makes a character, followed to its end: each category is told when it is there. */
record MakingTask(ApiClient client, String id, PrintWriter err) {
  private static final String TASKS = "/v1/tasks";
  private static final Set<String> ENDS =
      Set.of("succeeded", "failed", "timed_out", "cancelled", "dead");

  /**
   * Its result.
   *
   * @throws Fault when it has none
   */
  JsonNode result() throws IOException, InterruptedException {
    var seen = new AtomicLong();
    while (true) {
      var events = ServerCommand.path(TASKS, id, "events") + "?after=" + seen.get();
      client.follow(events, event -> tell(seen, ServerCommand.visible(event)));
      var task = client.get(ServerCommand.path(TASKS, id));
      var status = task.path("status").asString("");
      if (status.equals("succeeded")) {
        return task.path("result");
      }
      if (ENDS.contains(status)) {
        throw Fault.of(
            FaultCode.UPSTREAM_ERROR,
            "task %s %s: %s"
                .formatted(id, status, task.path("error").path("message").asString("no reason")));
      }
    }
  }

  private void tell(AtomicLong seen, JsonNode event) {
    seen.set(Math.max(seen.get(), event.path("number").asLong(0)));
    var step = event.path("step").asString("");
    if (!step.isEmpty()) {
      err.println("  " + step);
    } else if (event.path("text").asString("").endsWith(" failed")) {
      err.println("  " + event.path("text").asString(""));
    }
    err.flush();
  }
}

package dev.tutti.cli.task;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Task that is followed to its end, also where its server starts again meanwhile. */
public record FollowedTask(ApiClient client, String id) {
  private static final Set<String> ENDS =
      Set.of("succeeded", "failed", "timed_out", "cancelled", "dead");

  /** Tells events as they come, each for people, and gives the task at its end. */
  public JsonNode end(Consumer<JsonNode> told) throws IOException, InterruptedException {
    var path = ServerCommand.path("/v1/tasks", id);
    var seen = new AtomicLong();
    var _ = client.get(path); // who is not there is told at once
    while (true) {
      try {
        client.follow(
            path + "/events?after=" + seen.get(),
            event -> {
              seen.set(Math.max(seen.get(), event.path("number").asLong(0)));
              told.accept(ServerCommand.visible(event));
            });
      } catch (IOException _) {
        Thread.sleep(RestartPatience.PAUSE); // the server may be starting again
      }
      var task = RestartPatience.ask(() -> client.get(path));
      if (ENDS.contains(task.path("status").asString(""))) {
        return task;
      }
    }
  }
}

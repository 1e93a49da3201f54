package dev.tutti.character.generation.http;

import dev.tutti.chat.Json;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpExchange;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRequest;

/** {@code POST /v1/characters}: a character from a name and a text, as a task. */
public record GenerationEndpoint(CallStart calls, TaskQueue queue) {
  private static final int ACCEPTED = 202;

  /** Submits the task, which is there once the caller is answered. */
  public void generate(HttpExchange exchange) {
    var submitted =
        exchange
            .tree(calls.settings().bodyLimit(), Json::request)
            .toCompletionStage()
            .thenCompose(
                body ->
                    queue.submit(
                        TaskRequest.of("character", body.put("call", "generate")),
                        exchange.principal(),
                        TaskOwner.of(exchange.principal().caller())));
    exchange.when(
        submitted,
        submission -> {
          var task = submission.task();
          exchange.response().setStatusCode(ACCEPTED);
          exchange.json(
              Json.object()
                  .put("task_id", task.id())
                  .put("object", "task")
                  .put("kind", task.kind())
                  .put("status", task.state().word())
                  .put("created_at", task.times().created().toString()));
        });
  }
}

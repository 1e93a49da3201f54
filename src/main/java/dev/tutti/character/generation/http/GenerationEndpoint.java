package dev.tutti.character.generation.http;

import dev.tutti.character.StoredCharacters;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpExchange;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskRequest;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.node.ObjectNode;

/** Characters that are made, and categories that are made anew, as tasks. */
public record GenerationEndpoint(CallStart calls, TaskQueue queue, StoredCharacters characters) {
  private static final int ACCEPTED = 202;
  private static final String CALL = "call";

  /** {@code POST /v1/characters}: submits the task, which is there once the caller is answered. */
  public void generate(HttpExchange exchange) {
    var submitted =
        exchange
            .tree(calls.settings().bodyLimit(), Json::request)
            .toCompletionStage()
            .thenCompose(body -> submit(exchange, body.put(CALL, "generate")));
    exchange.when(submitted, task -> answer(exchange, task));
  }

  /** {@code POST /v1/characters/{id}/regenerate}; who has no such character is told so first. */
  public void regenerate(HttpExchange exchange) {
    var owner = exchange.principal().caller().owner();
    exchange
        .body(calls.settings().bodyLimit())
        .onSuccess(
            bytes ->
                exchange.when(
                    characters.source(owner, exchange.path("id")),
                    source ->
                        exchange
                            .tree(bytes, Json::request)
                            .onSuccess(
                                body -> exchange.attempt(() -> regenerate(exchange, body, source)))
                            .onFailure(exchange::fail)))
        .onFailure(exchange::fail);
  }

  private void regenerate(HttpExchange exchange, ObjectNode body, String source) {
    if (source.isEmpty() && !body.path("text").isString()) {
      throw Fault.invalid(
          "text", "is missing, and none is kept with the character (expected: what it is made of)");
    }
    body.put(CALL, "regenerate").put("character", exchange.path("id"));
    exchange.when(submit(exchange, body), task -> answer(exchange, task));
  }

  private CompletionStage<TaskRecord> submit(HttpExchange exchange, ObjectNode body) {
    return queue
        .submit(
            TaskRequest.of("character", body),
            exchange.principal(),
            TaskOwner.of(exchange.principal().caller()))
        .thenApply(submission -> submission.task());
  }

  private static void answer(HttpExchange exchange, TaskRecord task) {
    exchange.response().setStatusCode(ACCEPTED);
    exchange.json(task.reference());
  }
}

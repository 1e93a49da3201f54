package dev.tutti.application.decision.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/decision/compute}.
 *
 * @param figures of a request
 * @param threads for computing
 * @param bodyLimit the longest body in bytes, at this moment
 * @param atOnce permits for requests that are computed at the same time
 */
public record DecisionEndpoint(
    UnaryOperator<ObjectNode> figures, Executor threads, IntSupplier bodyLimit, Semaphore atOnce) {

  /** Computes and answers. */
  public void compute(HttpExchange exchange) {
    var answer =
        exchange
            .tree(bodyLimit.getAsInt(), Json::request)
            .toCompletionStage()
            .thenCompose(body -> CompletableFuture.supplyAsync(() -> answer(body), threads));
    exchange.when(answer, exchange::json);
  }

  private ObjectNode answer(ObjectNode body) {
    try {
      atOnce.acquire();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Fault.of(FaultCode.CANCELLED, "interrupted before it was computed");
    }
    try {
      return figures.apply(body);
    } finally {
      atOnce.release();
    }
  }
}

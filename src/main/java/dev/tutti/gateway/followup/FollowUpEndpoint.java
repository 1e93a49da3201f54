package dev.tutti.gateway.followup;

import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.followup.FollowUpDetector;
import dev.tutti.gateway.followup.FollowUpBody.Item;
import dev.tutti.http.HttpExchange;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/follow-up}.
 *
 * @param threads for decisions, which block while a model is asked
 * @param bodyLimit the longest body in bytes, at this moment
 * @param atOnce permits for items that are decided at the same time, of all callers together
 */
public record FollowUpEndpoint(
    FollowUpDetector detector, Executor threads, IntSupplier bodyLimit, Semaphore atOnce) {

  /** Decides and answers. */
  public void decide(HttpExchange exchange) {
    var answer =
        exchange
            .tree(bodyLimit.getAsInt(), FollowUpBody::read)
            .toCompletionStage()
            .thenCompose(this::answer);
    exchange.when(answer, exchange::json);
  }

  /** Items are independent: each is decided by itself, whatever stands beside it. */
  private CompletableFuture<ObjectNode> answer(FollowUpBody body) {
    var decisions =
        body.items().stream()
            .map(item -> CompletableFuture.supplyAsync(() -> decision(item), threads))
            .toList();
    return CompletableFuture.allOf(decisions.toArray(CompletableFuture[]::new))
        .thenApply(_ -> json(decisions.stream().map(CompletableFuture::join).toList(), body));
  }

  private FollowUpDecision decision(Item item) {
    atOnce.acquireUninterruptibly();
    try {
      return detector.decide(item.history(), item.message());
    } finally {
      atOnce.release();
    }
  }

  private static ObjectNode json(List<FollowUpDecision> decisions, FollowUpBody body) {
    if (!body.batch()) {
      return json(decisions.getFirst());
    }
    var answer = Json.object();
    var data = answer.putArray("data");
    decisions.forEach(each -> data.add(json(each)));
    return answer;
  }

  private static ObjectNode json(FollowUpDecision decision) {
    return Json.object()
        .put("decision", decision.decision().word())
        .put("probability", rounded(decision.probability()))
        .put("confidence", rounded(decision.confidence()))
        .put("reason", decision.reason())
        .put("layer", decision.layer().word());
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}

package dev.tutti.cooperation.http;

import dev.tutti.chat.Json;
import dev.tutti.cooperation.vote.Ballot;
import dev.tutti.cooperation.vote.VoteCounter;
import dev.tutti.cooperation.vote.VoteJson;
import dev.tutti.cooperation.vote.VoteMeters;
import dev.tutti.http.HttpExchange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/cooperation/vote}.
 *
 * @param threads for counting, which learns of a panel when it is first seen
 * @param bodyLimit the longest body in bytes, at this moment
 * @param atOnce permits for requests that are counted at the same time
 */
public record VoteEndpoint(
    VoteCounter counter,
    VoteMeters meters,
    Executor threads,
    IntSupplier bodyLimit,
    Semaphore atOnce) {

  /** Counts and answers. */
  public void vote(HttpExchange exchange) {
    var answer =
        exchange
            .tree(bodyLimit.getAsInt(), VoteBody::read)
            .toCompletionStage()
            .thenCompose(body -> CompletableFuture.supplyAsync(() -> answer(body), threads));
    exchange.when(answer, exchange::json);
  }

  private ObjectNode answer(VoteBody body) {
    atOnce.acquireUninterruptibly();
    try {
      if (!body.batch()) {
        return count(body.ballots().getFirst());
      }
      var answer = Json.object();
      var data = answer.putArray("data");
      body.ballots().forEach(ballot -> data.add(count(ballot)));
      return answer;
    } finally {
      atOnce.release();
    }
  }

  private ObjectNode count(Ballot ballot) {
    var result = counter.count(ballot);
    meters.count(result);
    return VoteJson.of(result);
  }
}

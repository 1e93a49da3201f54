package dev.tutti.gateway.character;

import dev.tutti.http.HttpExchange;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be tried without a model.
 *
 * @param threads for the work, which takes as long as a body is large
 * @param bodyLimit the longest body in bytes, at this moment
 */
public record CharacterEndpoint(
    Executor threads, IntSupplier bodyLimit, InstantSource clock, RandomGenerator random) {

  /** {@code POST /v1/lorebooks/activate}. */
  public void activate(HttpExchange exchange) {
    answer(exchange, LorebookBody::read, LorebookBody::answer);
  }

  /** {@code POST /v1/macros/render}. */
  public void render(HttpExchange exchange) {
    var now = clock.instant().atZone(ZoneOffset.UTC);
    answer(exchange, body -> MacroBody.read(body, now), body -> body.answer(random));
  }

  /** {@code POST /v1/groups/plan}. */
  public void plan(HttpExchange exchange) {
    answer(exchange, GroupPlanBody::read, GroupPlanBody::answer);
  }

  private <T> void answer(
      HttpExchange exchange, Function<byte[], T> read, Function<T, ObjectNode> work) {
    var answer =
        exchange
            .tree(bodyLimit.getAsInt(), read)
            .toCompletionStage()
            .thenCompose(body -> beside(() -> work.apply(body)));
    exchange.when(answer, exchange::json);
  }

  private CompletableFuture<ObjectNode> beside(Supplier<ObjectNode> work) {
    return CompletableFuture.supplyAsync(work, threads);
  }
}

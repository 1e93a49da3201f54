package dev.tutti.gateway.replay;

import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /admin/calls/{id}/replay}; who leaves ends the call of the model. */
public record ReplayEndpoint(CallReplay replays) implements Endpoint {
  private static final int LONGEST_BODY = 64 << 10;

  @Override
  public void answer(HttpExchange exchange) {
    var call = exchange.path("id");
    exchange
        .tree(LONGEST_BODY, ReplayRequest::read)
        .onSuccess(wanted -> exchange.attempt(() -> replay(exchange, call, wanted)))
        .onFailure(exchange::fail);
  }

  private void replay(HttpExchange exchange, String call, ReplayRequest wanted) {
    var asker = new CallReplay.Asker(exchange.principal(), exchange.id(), exchange.endpoint());
    var answer = new CompletableFuture<ObjectNode>();
    var thread =
        Thread.ofVirtual()
            .name("tutti-replay")
            .unstarted(
                () -> {
                  try {
                    answer.complete(replays.replay(call, wanted, asker));
                  } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                  }
                });
    exchange.onEnd(thread::interrupt);
    exchange.when(answer, exchange::json);
    thread.start();
  }
}

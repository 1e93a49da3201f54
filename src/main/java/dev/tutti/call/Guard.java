package dev.tutti.call;

import dev.tutti.chat.ChatRequest;
import io.vertx.core.Future;

/** A check before an attempt: permits, pace, breaker, limits, ledger. Called on the call's loop. */
@FunctionalInterface
public interface Guard {

  /**
   * Lets the attempt pass, perhaps after a wait that ends when the call is cancelled, and registers
   * what to settle; or fails with a {@link dev.tutti.chat.Fault}.
   */
  Future<Void> admit(ChatRequest request, Call call, Attempt attempt);

  /** The same before attempts at one of a provider's models only. */
  default Guard ofModel(String model) {
    return (request, call, attempt) ->
        attempt.target().model().equals(model)
            ? admit(request, call, attempt)
            : Future.succeededFuture();
  }
}

package dev.tutti.provider;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.call.Rung;
import dev.tutti.chat.ChatRequest;
import io.vertx.core.Future;

/** What stands behind a deployment: an upstream over HTTP, or a simulation. */
@FunctionalInterface
interface Backend {

  /**
   * Asks the attempt's target; completes as a {@link dev.tutti.call.ChatModel} does. Whatever
   * happens, the attempt is settled once.
   */
  Future<ChatStream> open(ChatRequest request, Call call, Attempt attempt);

  /** How a model is asked first for an answer that is valid for a schema. */
  default Rung rung(ChatRequest request, String model) {
    return Rung.NATIVE;
  }

  /** See {@link Deployment#reach}. */
  default Future<Void> reach(Call call) {
    return Future.succeededFuture();
  }
}

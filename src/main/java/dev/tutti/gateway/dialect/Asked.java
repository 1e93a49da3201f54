package dev.tutti.gateway.dialect;

import dev.tutti.call.Call;
import dev.tutti.chat.ChatRequest;
import io.vertx.core.Future;

/** One request that was understood, and how its answer is written. Confined to its call. */
public interface Asked {

  /**
   * What it asks of a model; known at once, unless something has to be looked up for it. Completes
   * on the call's loop; fails with a {@link dev.tutti.chat.Fault}.
   */
  Future<ChatRequest> request(Call call);

  /** Writes the answer piece by piece. */
  StreamWriter stream(AnswerContext context);

  /** Writes the answer in one piece. */
  WholeWriter whole(AnswerContext context);
}

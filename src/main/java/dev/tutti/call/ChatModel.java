package dev.tutti.call;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Anything that answers: a deployment, a retry or fallback around one, a skill. Called and
 * completed on the call's loop.
 */
@FunctionalInterface
public interface ChatModel {

  /**
   * Begins an answer. The future completes when the first substantial chunk has been seen, with the
   * stream paused, or fails with a {@link dev.tutti.chat.Fault}; either way nothing was shown yet.
   */
  Future<ChatStream> open(ChatRequest request, Call call);

  /**
   * Fault that keeps a request from it, whoever calls, so that only others are asked, as far as a
   * look at the request tells; empty if it may take it. Fast; asks nobody.
   *
   * @return a fault that {@linkplain Fault#isUnfit is unfit}
   */
  default Optional<Fault> against(ChatRequest request) {
    return Optional.empty();
  }
}

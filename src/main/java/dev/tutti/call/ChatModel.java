package dev.tutti.call;

import dev.tutti.chat.ChatRequest;
import io.vertx.core.Future;

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
}

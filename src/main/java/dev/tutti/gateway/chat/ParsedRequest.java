package dev.tutti.gateway.chat;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import io.vertx.core.Future;

/** One request that was understood, and how its answer is written. Confined to its call. */
public interface ParsedRequest {

  /**
   * Request to a model; known at once, unless something has to be looked up for it. Completes on
   * the call's loop; fails with a {@link dev.tutti.chat.Fault}.
   */
  Future<ChatRequest> request(Call call);

  /**
   * The same for who counts its tokens and asks nobody: nothing is waited for, and nothing is
   * begun.
   */
  default Future<ChatRequest> counted(Call call) {
    return request(call);
  }

  /**
   * Sees to it that the answer can be had as it is asked for, before a model is asked. Completes as
   * {@link #request} does.
   */
  default Future<Void> ready(Call call) {
    return Future.succeededFuture();
  }

  /**
   * The model as it is to be asked: with what stands around it for this request, such as the turn
   * in a session.
   *
   * @param request what is asked of the model
   */
  default ChatModel around(ChatModel model, ChatRequest request, Call call) {
    return model;
  }

  /** A fault of the translated request, with its places in the words of the one that was read. */
  default Fault told(Fault fault) {
    return fault;
  }

  /** Writes the answer piece by piece. */
  StreamWriter stream(AnswerContext context);

  /** Writes the answer in one piece. */
  WholeWriter whole(AnswerContext context);
}

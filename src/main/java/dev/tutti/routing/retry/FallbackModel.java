package dev.tutti.routing.retry;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import io.vertx.core.Future;
import java.util.Iterator;

/** A model, and the models that are asked in order when it fails. Thread-safe. */
public record FallbackModel(ChatModel first, Fallbacks<? extends ChatModel> fallbacks)
    implements ChatModel {

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    return first
        .open(request, call)
        .recover(
            thrown -> {
              var fault = Fault.from(thrown);
              return next(request, call, fault, fallbacks.after(fault).iterator());
            });
  }

  private static Future<ChatStream> next(
      ChatRequest request, Call call, Fault fault, Iterator<? extends ChatModel> left) {
    if (call.cancelled() || !left.hasNext()) {
      return Future.failedFuture(AttemptLog.verdict(call, fault));
    }
    return left.next()
        .open(request, call)
        .recover(thrown -> next(request, call, heavier(fault, Fault.from(thrown)), left));
  }

  /** A model that cannot take the request says nothing of why another one failed. */
  private static Fault heavier(Fault before, Fault now) {
    return now.isUnfit() ? before : now;
  }
}

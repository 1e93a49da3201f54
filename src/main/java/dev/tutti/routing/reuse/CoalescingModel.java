package dev.tutti.routing.reuse;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.Sharing;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import io.vertx.core.Future;

/**
 * A model whose identical concurrent calls share one answer, where that is the same for all of
 * them: when the temperature is 0, or the caller or the configuration says so. Thread-safe.
 *
 * @param scope what the calls must have in common besides: calls of different configurations never
 *     share
 */
public record CoalescingModel(ChatModel model, Sharing configured, Object scope, SharedCalls calls)
    implements ChatModel {
  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    if (!shares(request, call)) {
      return model.open(request, call);
    }
    return RequestKey.digest(request, call.loop())
        .map(digest -> RequestKey.of(scope, request, call.caller(), digest))
        .compose(key -> calls.open(key, model, request, call));
  }

  private boolean shares(ChatRequest request, Call call) {
    boolean grows = call.live() && request.wantsJson(); // it may fail where another would not
    if (grows || call.sharing() == Sharing.NEVER || configured == Sharing.NEVER) {
      return false;
    }
    boolean wanted = call.sharing() == Sharing.ALWAYS || configured == Sharing.ALWAYS;
    return (wanted || isDeterministic(request)) && !request.isStored();
  }

  private static boolean isDeterministic(ChatRequest request) {
    return request.operation() != Operation.EMBEDDINGS
        && request.body().number("temperature").orElse(1) == 0;
  }
}

package dev.tutti.routing.reuse;

import dev.tutti.cache.CacheSettings;
import dev.tutti.call.CacheUse.Result;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.Sharing;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.Future;

/**
 * A model whose earlier answers are given again. Thread-safe.
 *
 * @param scope what of the configuration the answers depend on
 * @param similar finds the answers to questions that mean the same
 */
public record CachedModel(
    ChatModel model,
    CacheSettings settings,
    String scope,
    SimilarQuestions similar,
    CacheContext context)
    implements ChatModel {

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    var wish = call.cacheControl();
    if (wish.noCache()) {
      call.sharing(Sharing.NEVER); // who wants a new answer wants no one else's either
    }
    boolean never = request.isStored() || (wish.noCache() && wish.noStore());
    if (never) {
      return without(request, call);
    }
    return RequestKey.digest(request, call.loop())
        .compose(digest -> new CacheLookup(this, request, call, digest).answer());
  }

  private Future<ChatStream> without(ChatRequest request, Call call) {
    context.none(call, Result.BYPASS);
    return call.cacheControl().onlyIfCached()
        ? Future.failedFuture(nothing())
        : model.open(request, call);
  }

  /** The fault for a caller who wants an earlier answer or none. */
  static Fault nothing() {
    return Fault.of(
        FaultCode.NOT_CACHED,
        "cache-control: only-if-cached, and no answer is kept that may be given"
            + " (expected: an answer that was kept, or a request without only-if-cached)");
  }
}

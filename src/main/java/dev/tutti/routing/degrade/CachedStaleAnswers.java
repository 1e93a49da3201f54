package dev.tutti.routing.degrade;

import dev.tutti.cache.AnswerCache;
import dev.tutti.cache.CacheKey;
import dev.tutti.cache.CacheResult;
import dev.tutti.cache.CachedAnswer;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.call.LoopFuture;
import dev.tutti.call.ReplayStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.routing.reuse.RequestKey;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Earlier answers of the response cache, those that are not fresh any more included, whatever of
 * the configuration has changed since. Thread-safe.
 */
record CachedStaleAnswers(AnswerCache answers) implements StaleAnswers {

  @Override
  public Future<Optional<ChatStream>> find(ChatRequest request, Call call) {
    if (request.isStored() || call.cacheControl().noCache()) {
      return Future.succeededFuture(Optional.empty());
    }
    return RequestKey.digest(request, call.loop())
        .map(digest -> CacheKey.of(request, call.caller(), digest))
        .compose(key -> find(key, call))
        .map(found -> found.map(this::give));
  }

  private Future<Optional<CachedAnswer>> find(CacheKey key, Call call) {
    var known = answers.find(key);
    return known.isPresent() || !answers.hasDatabase()
        ? Future.succeededFuture(known)
        : LoopFuture.found(answers.load(key), call);
  }

  private ChatStream give(CachedAnswer answer) {
    answers.count(CacheResult.STALE, answer);
    return new ReplayStream(answer.chunks(), answer.usage());
  }
}

package dev.tutti.routing.reuse;

import dev.tutti.cache.CacheKey;
import dev.tutti.cache.CachedAnswer;
import dev.tutti.cache.Lifetime;
import dev.tutti.call.CacheUse.Result;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.call.LoopFuture;
import dev.tutti.call.ReplayStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * One call's way through the cache: memory, the database, questions that mean the same, and at last
 * the model, whose answer is kept. Confined to the call's loop.
 */
final class CacheLookup {
  private final CachedModel cached;
  private final CacheContext context;
  private final ChatRequest request;
  private final Call call;
  private final CacheKey key;
  private List<SimilarQuestions.Match> asked = List.of();

  CacheLookup(CachedModel cached, ChatRequest request, Call call, String digest) {
    this.cached = cached;
    this.context = cached.context();
    this.request = request;
    this.call = call;
    this.key = CacheKey.of(request, call.caller(), digest);
  }

  Future<ChatStream> answer() {
    if (call.cacheControl().noCache()) {
      return ask(Result.BYPASS);
    }
    var known = context.answers().find(key).filter(this::fits);
    if (known.isPresent()) {
      return Future.succeededFuture(give(known.get(), 1));
    }
    return context.answers().hasDatabase() ? load() : similar();
  }

  private Future<ChatStream> load() {
    return LoopFuture.found(context.answers().load(key), call)
        .compose(
            found -> {
              var fitting = found.filter(this::fits);
              return fitting.isPresent()
                  ? Future.succeededFuture(give(fitting.get(), 1))
                  : similar();
            });
  }

  private Future<ChatStream> similar() {
    if (!cached.similar().enabled() || call.cancelled()) {
      return ask(Result.MISS);
    }
    return cached
        .similar()
        .find(request, call, cached.scope())
        .compose(
            found -> {
              asked = found;
              return found.stream()
                  .flatMap(each -> each.matches().stream())
                  .flatMap(match -> nearest(match.key(), match.similarity()).stream())
                  .findFirst()
                  .map(Future::succeededFuture)
                  .orElseGet(() -> ask(Result.MISS));
            });
  }

  private Optional<ChatStream> nearest(CacheKey other, double similarity) {
    return context
        .answers()
        .find(other)
        .filter(this::fits)
        .map(answer -> give(answer, Math.min(similarity, Math.nextDown(1.0))));
  }

  /** Whether an answer may be given to this caller now. */
  private boolean fits(CachedAnswer answer) {
    var now = context.answers().now();
    return answer.life().isFresh(now)
        && answer.source().scope().equals(cached.scope())
        && answer.life().age(now).compareTo(call.cacheControl().maxAge()) <= 0;
  }

  private ChatStream give(CachedAnswer answer, double similarity) {
    context.given(request, call, answer, similarity);
    return new ReplayStream(answer.chunks(), answer.usage());
  }

  private Future<ChatStream> ask(Result why) {
    context.none(call, why);
    if (call.cancelled()) {
      return Future.failedFuture(call.reason());
    }
    if (call.cacheControl().onlyIfCached()) {
      return Future.failedFuture(CachedModel.nothing());
    }
    var opened = cached.model().open(request, call);
    return call.cacheControl().noStore()
        ? opened
        : opened.map(stream -> stream.through(this::noting));
  }

  /** What only reads along with another call, or is no model's own, is not kept. */
  private ChatStream.Sink noting(ChatStream.Sink reader) {
    return call.degraded().isEmpty() && !call.coalesced()
        ? new CacheWrite(reader, request, call, cached.settings().maxAnswer(), this::keep)
        : reader;
  }

  private void keep(List<Chunk> chunks, Usage usage) {
    var target = call.attempts().getLast().target();
    var source =
        new CachedAnswer.Source(
            request.model(), cached.scope(), target, context.nanoDollars(target, usage));
    var life = Lifetime.from(context.answers().now(), cached.settings());
    context.answers().keep(key, new CachedAnswer(source, life, chunks, usage));
    asked.forEach(
        each -> context.answers().neighbours().add(each.place(), each.text(), each.vector(), key));
  }
}

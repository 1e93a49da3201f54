package dev.tutti.routing.reuse;

import dev.tutti.cache.AnswerCache;
import dev.tutti.cache.CacheResult;
import dev.tutti.cache.CachedAnswer;
import dev.tutti.call.CacheUse;
import dev.tutti.call.Call;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Prices;
import java.util.function.Supplier;

/**
 * State shared by all models whose answers are kept; it outlives a reload. Thread-safe.
 *
 * @param books notes the answers that come from nobody else but Tutti
 * @param prices the prices of this moment
 */
public record CacheContext(AnswerCache answers, Guard books, Supplier<Prices> prices) {
  private static final String ORIGIN = "cache";

  /** Notes that no earlier answer is given. */
  void none(Call call, CacheUse.Result why) {
    call.cacheUse(CacheUse.without(why));
    answers.count(why == CacheUse.Result.MISS ? CacheResult.MISS : CacheResult.BYPASS);
  }

  /** Notes that an earlier answer is given: an attempt that uses nothing. */
  void given(ChatRequest request, Call call, CachedAnswer answer, double similarity) {
    var age = answer.life().age(answers.now());
    var use = CacheUse.similar(age, similarity);
    call.cacheUse(use);
    answers.count(use.exact() ? CacheResult.HIT : CacheResult.SEMANTIC, answer);
    call.save(answer.source().target(), answer.usage());
    note(books, request, call, ORIGIN);
  }

  /** The cost of an answer in billionths of a dollar, 0 when that is not known. */
  long nanoDollars(DeploymentId target, Usage usage) {
    return prices.get().cost(target, new Outcome.Completed(usage)).knownNanoDollars();
  }

  /** Notes an attempt of Tutti's own, which uses nothing. */
  public static void note(Guard books, ChatRequest request, Call call, String origin) {
    var attempt = call.attempt(new DeploymentId("tutti", origin));
    var _ = books.admit(request, call, attempt);
    attempt.firstToken();
    attempt.settle(new Outcome.Completed(Usage.NONE));
  }
}

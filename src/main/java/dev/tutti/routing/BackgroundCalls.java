package dev.tutti.routing;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Answer;
import dev.tutti.call.AttemptTotals;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.platform.Platform;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Calls that Tutti makes of its own accord for somebody, such as to write a summary: with limits,
 * retries and price as everybody's, so that what they cost is known. Blocking, for virtual threads;
 * thread-safe.
 *
 * @param observer of calls that have ended
 */
public record BackgroundCalls(
    Platform platform, Supplier<ModelCatalog> catalog, CallObserver observer, ActiveCalls live) {
  private static final Duration SETTLING = Duration.ofSeconds(10);

  /**
   * The text of a model's answer.
   *
   * @param caller on whose behalf
   * @param endpoint a word that stands for the path of an endpoint in what is recorded
   * @throws Fault when there is none
   */
  public String ask(ChatRequest request, Caller caller, String endpoint, Duration timeout) {
    return ask(request, caller, endpoint, timeout, _ -> {}).text();
  }

  /**
   * Text of a model's answer.
   *
   * @param nanoDollars what all attempts at it have cost, as far as prices are known
   */
  public record PaidText(String text, long nanoDollars) {}

  /**
   * The same with what it has cost.
   *
   * @param spent hears what it has cost, whether there is an answer or not
   */
  public PaidText ask(
      ChatRequest request, Caller caller, String endpoint, Duration timeout, LongConsumer spent) {
    var call = new Call(platform.ids().next(), caller, platform.loops().next(), timeout);
    var subject = new CallSubject("", endpoint, request.operation(), request.model(), false);
    call.loop().run(() -> call.subject(subject));
    try (var answer = Answer.open(catalog.get().model(request.model()), request, call, live)) {
      var text = answer.collect().text();
      return new PaidText(text, ended(call, CallEnd.COMPLETED, spent));
    } catch (Fault fault) {
      var _ = ended(call, fault.code().code(), spent);
      throw fault;
    }
  }

  /** Cost as the call's loop sees it once it has settled its attempts. */
  private long ended(Call call, String how, LongConsumer spent) {
    var cost = new CompletableFuture<Long>();
    call.loop()
        .run(
            () -> {
              observer.ended(call, new CallEnd(how, 0));
              long nanoDollars = AttemptTotals.of(call.attempts()).nanoDollars();
              spent.accept(nanoDollars);
              cost.complete(nanoDollars);
            });
    return cost.completeOnTimeout(0L, SETTLING.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}

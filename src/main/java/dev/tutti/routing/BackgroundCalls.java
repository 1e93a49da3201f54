package dev.tutti.routing;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Answer;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.platform.Platform;
import java.time.Duration;
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
  /**
   * The text of a model's answer.
   *
   * @param caller on whose behalf
   * @param endpoint a word that stands for the path of an endpoint in what is recorded
   * @throws Fault when there is none
   */
  public String ask(ChatRequest request, Caller caller, String endpoint, Duration timeout) {
    var call = new Call(platform.ids().next(), caller, platform.loops().next(), timeout);
    var subject = new CallSubject("", endpoint, request.operation(), request.model(), false);
    call.loop().run(() -> call.subject(subject));
    try (var answer = Answer.open(catalog.get().model(request.model()), request, call, live)) {
      var text = answer.collect().text();
      ended(call, CallEnd.COMPLETED);
      return text;
    } catch (Fault fault) {
      ended(call, fault.code().code());
      throw fault;
    }
  }

  private void ended(Call call, String how) {
    call.loop().run(() -> observer.ended(call, new CallEnd(how, 0)));
  }
}

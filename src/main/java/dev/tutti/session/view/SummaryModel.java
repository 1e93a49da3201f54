package dev.tutti.session.view;

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
import dev.tutti.routing.ModelCatalog;
import dev.tutti.session.ChatSession;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A model of the catalog that writes summaries, in calls of their own: with limits, retries and
 * price as everybody's, recorded as the endpoint {@code summary} of the session's owner, user and
 * name, so that what compression costs is known. Blocking, for virtual threads; thread-safe.
 */
public record SummaryModel(
    Platform platform, Supplier<ModelCatalog> catalog, CallObserver observer, ActiveCalls live) {
  /** Stands for the path of an endpoint in what is recorded of these calls. */
  public static final String ENDPOINT = "summary";

  /**
   * The text of its answer.
   *
   * @throws Fault when there is none
   */
  String ask(ChatRequest request, ChatSession session, Duration timeout) {
    var caller = new Caller("", session.owner(), session.user()).inSession(session.id());
    var call = new Call(platform.ids().next(), caller, platform.loops().next(), timeout);
    call.loop()
        .run(
            () ->
                call.subject(
                    new CallSubject("", ENDPOINT, request.operation(), request.model(), false)));
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

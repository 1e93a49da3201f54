package dev.tutti.memory.extract;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Answer;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.memory.api.MemoryTurn;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import java.util.function.Supplier;

/**
 * A model of the catalog, asked in calls of their own: with limits, retries, structured output and
 * price as everybody's, recorded as the endpoint {@code memory} of the turn's owner and user.
 * Blocking, for virtual threads; thread-safe.
 *
 * @param observer of calls that have ended
 */
public record CatalogModel(
    Platform platform, Supplier<ModelCatalog> catalog, CallObserver observer, ActiveCalls live)
    implements Extraction.BackgroundModel {
  /** Stands for the path of an endpoint in what is recorded of these calls. */
  public static final String ENDPOINT = "memory";

  @Override
  public String ask(ChatRequest request, MemoryTurn turn, ExtractionSettings settings) {
    var caller = new Caller("", turn.owner(), turn.user()).inSession(turn.session());
    var call = new Call(platform.ids().next(), caller, platform.loops().next(), settings.timeout());
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

package dev.tutti.memory.extract;

import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;
import dev.tutti.memory.api.MemoryTurn;
import dev.tutti.routing.BackgroundCalls;

/**
 * A model of the catalog, in calls that are recorded as the endpoint {@code memory} of the turn's
 * owner and user. Blocking, for virtual threads; thread-safe.
 */
public record CatalogModel(BackgroundCalls calls) implements Extraction.BackgroundModel {
  /** Stands for the path of an endpoint in what is recorded of these calls. */
  public static final String ENDPOINT = "memory";

  @Override
  public String ask(ChatRequest request, MemoryTurn turn, ExtractionSettings settings) {
    var caller = new Caller("", turn.owner(), turn.user()).inSession(turn.session());
    return calls.ask(request, caller, ENDPOINT, settings.timeout());
  }
}

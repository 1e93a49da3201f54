package dev.tutti.skill.test;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import java.util.List;

/** A model catalog in which one model answers for all others. Thread-safe. */
record CandidateCatalog(ModelCatalog catalog, String candidate) implements ModelCatalog {
  @Override
  public ChatModel model(String name) {
    var model = catalog.model(candidate);
    return (request, call) -> model.open(request.withModel(candidate), call);
  }

  @Override
  public Explanation explain(ChatRequest request, Caller caller) {
    return catalog.explain(request.withModel(candidate), caller);
  }

  @Override
  public List<Candidate> members(String name) {
    return catalog.members(candidate);
  }

  @Override
  public List<Entry> entries() {
    return catalog.entries();
  }
}

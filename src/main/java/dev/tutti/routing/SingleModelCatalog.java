package dev.tutti.routing;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import java.util.List;

/** A model catalog in which every name is the same model, and nothing is listed. */
record SingleModelCatalog(ChatModel model) implements ModelCatalog {

  @Override
  public ChatModel model(String name) {
    return model;
  }

  @Override
  public Explanation explain(ChatRequest request, Caller caller) {
    return new Explanation(request.model(), List.of());
  }

  @Override
  public List<Candidate> members(String name) {
    return List.of();
  }

  @Override
  public List<Entry> entries() {
    return List.of();
  }
}

package dev.tutti.skill;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.provider.Simulation;
import dev.tutti.routing.Candidate;
import dev.tutti.routing.Directory;
import dev.tutti.routing.Explanation;
import java.util.List;

/** A directory in which every model is a simulated one, by its name. */
record SimulatedDirectory(Simulation simulation) implements Directory {
  @Override
  public ChatModel model(String name) {
    return simulation.model(name);
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

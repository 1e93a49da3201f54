package dev.tutti.routing;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.resilience.CallLimits;
import java.util.List;

/** A directory whose models take what a call needs before anybody is asked. Thread-safe. */
record LimitedDirectory(Directory directory, CallLimits limits) implements Directory {

  @Override
  public ChatModel model(String name) {
    var model = directory.model(name);
    return limits.isFree(name) ? model : new Limited(model, name, limits);
  }

  @Override
  public Explanation explain(ChatRequest request, Caller caller) {
    return directory.explain(request, caller);
  }

  @Override
  public List<Candidate> members(String name) {
    return directory.members(name);
  }

  @Override
  public List<Entry> entries() {
    return directory.entries();
  }
}

package dev.tutti.routing;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.ledger.Prices;
import dev.tutti.resilience.Budgets;
import dev.tutti.resilience.CallLimits;
import java.util.List;
import java.util.function.Supplier;

/**
 * A directory whose models take what a call needs, of limits and then of budgets, before anybody is
 * asked. Thread-safe.
 */
record LimitedDirectory(
    Directory directory, CallLimits limits, Budgets budgets, Supplier<Prices> prices)
    implements Directory {

  @Override
  public ChatModel model(String name) {
    var budgeted = new Budgeted(directory.model(name), directory.members(name), budgets, prices);
    return new Limited(budgeted, name, limits);
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

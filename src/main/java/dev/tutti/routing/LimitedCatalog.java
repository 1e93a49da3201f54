package dev.tutti.routing;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.Guard;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Prices;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.routing.limit.BudgetedModel;
import dev.tutti.routing.limit.LimitedModel;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A directory whose models take what a call needs, of limits and then of budgets, before anybody is
 * asked. Thread-safe.
 */
record LimitedCatalog(
    ModelCatalog catalog, CallLimits limits, Budgets budgets, Supplier<Prices> prices)
    implements ModelCatalog {

  @Override
  public ChatModel model(String name) {
    var budgeted = new BudgetedModel(catalog.model(name), catalog.members(name), budgets, prices);
    return new LimitedModel(budgeted, name, limits);
  }

  @Override
  public Future<PassthroughAnswer> pass(
      String provider, PassthroughRequest request, Call call, List<Guard> before) {
    Guard limited =
        (facts, caller, attempt) ->
            limits
                .admit(facts.model(), facts, caller)
                .onSuccess(lease -> attempt.onSettle(lease::settle))
                .mapEmpty();
    var all = new ArrayList<Guard>(List.of(limited, this::budget));
    all.addAll(before);
    return catalog.pass(provider, request, call, all);
  }

  /** What one attempt may cost; its model may be another than the request names, or none. */
  private Future<Void> budget(ChatRequest request, Call call, Attempt attempt) {
    if (!budgets.concern(call.caller())) {
      return Future.succeededFuture();
    }
    var expected = Usage.of(request.promptForecast(), request.answerForecast());
    return budgets
        .reserve(call, prices.get().budgeted(attempt.target(), expected).knownNanoDollars())
        .onSuccess(reserved -> attempt.onSettle(how -> reserved.settle(cost(attempt, how))))
        .mapEmpty();
  }

  private long cost(Attempt attempt, Outcome outcome) {
    return prices.get().cost(attempt, outcome).knownNanoDollars();
  }

  @Override
  public Explanation explain(ChatRequest request, Caller caller) {
    return catalog.explain(request, caller);
  }

  @Override
  public List<Candidate> members(String name) {
    return catalog.members(name);
  }

  @Override
  public List<Entry> entries() {
    return catalog.entries();
  }
}

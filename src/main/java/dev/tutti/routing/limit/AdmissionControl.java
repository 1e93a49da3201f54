package dev.tutti.routing.limit;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Prices;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.routing.balance.Candidate;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/**
 * Limits and budgets that a call meets once, before anybody is asked. Their rules are those of the
 * moment, and callers' keys have some of their own, so every model has both. Thread-safe.
 */
public record AdmissionControl(CallLimits limits, Budgets budgets, Supplier<Prices> prices) {

  /**
   * A model that takes what a call needs of its caller's limits and its own.
   *
   * @param name as callers name it
   */
  public ChatModel limited(ChatModel model, String name) {
    return new LimitedModel(model, name, limits);
  }

  /**
   * A model that reserves what a call may cost.
   *
   * @param members whom it may ask: the dearest one is reserved for
   */
  public ChatModel budgeted(ChatModel model, List<Candidate> members) {
    return new BudgetedModel(model, members, budgets, prices);
  }

  /** The same before an attempt that is relayed and not understood. */
  public List<Guard> guards() {
    return List.of(this::limit, this::budget);
  }

  private Future<Void> limit(ChatRequest request, Call call, Attempt attempt) {
    return limits
        .admit(request.model(), request, call)
        .onSuccess(lease -> attempt.onSettle(lease::settle))
        .mapEmpty();
  }

  /**
   * The reservation of what one attempt may cost; its model may be another than the request names,
   * or none.
   */
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
}

package dev.tutti.routing.limit;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.routing.balance.Candidate;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/**
 * A model that is asked when its caller's budgets hold what it may cost. What was reserved is
 * settled once, when the call has ended, with what all its attempts cost. Thread-safe.
 *
 * @param members whom it may ask: the dearest one is reserved for
 * @param prices those of the moment
 */
public record BudgetedModel(
    ChatModel model, List<Candidate> members, Budgets budgets, Supplier<Prices> prices)
    implements ChatModel {
  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    if (!budgets.concern(call.caller())) {
      return model.open(request, call);
    }
    var reserved = budgets.reserve(call, estimate(request));
    return reserved.succeeded()
        ? settlement(reserved.result()).open(model, request, call)
        : reserved.compose(reservation -> settlement(reservation).open(model, request, call));
  }

  private Settlement settlement(Budgets.Reservation reservation) {
    return (_, attempts) -> reservation.settle(cost(attempts));
  }

  /** The most that it may cost, in billionths of a dollar. */
  private long estimate(ChatRequest request) {
    var expected = Usage.of(request.promptForecast(), request.answerForecast());
    var now = prices.get();
    return members.stream()
        .map(member -> now.budgeted(member.target(), expected))
        .mapToLong(Cost::knownNanoDollars)
        .max()
        .orElse(0);
  }

  private long cost(List<Attempt> attempts) {
    var now = prices.get();
    return attempts.stream()
        .flatMap(attempt -> attempt.outcome().map(outcome -> now.cost(attempt, outcome)).stream())
        .mapToLong(Cost::knownNanoDollars)
        .sum();
  }
}

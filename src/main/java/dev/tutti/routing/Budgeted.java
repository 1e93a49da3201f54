package dev.tutti.routing;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import dev.tutti.resilience.Budgets;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A model that is asked when its caller's budgets hold what it may cost. What was reserved is
 * settled once, when the call has ended, with what all its attempts cost. Thread-safe.
 *
 * @param members whom it may ask: the dearest one is reserved for
 * @param prices those of the moment
 */
record Budgeted(ChatModel model, List<Candidate> members, Budgets budgets, Supplier<Prices> prices)
    implements ChatModel {
  private static final double MILLION = 1e6;
  private static final double NANOS = 1e9;

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    if (!budgets.concern(call.caller())) {
      return model.open(request, call);
    }
    var reserved = budgets.reserve(call, estimate(request));
    return reserved.succeeded()
        ? bill(reserved.result()).open(model, request, call)
        : reserved.compose(reservation -> bill(reservation).open(model, request, call));
  }

  private Bill bill(Budgets.Reservation reservation) {
    return (_, attempts) -> reservation.settle(cost(attempts));
  }

  /** What it may cost, in billionths of a dollar; a model without a known price costs nothing. */
  private long estimate(ChatRequest request) {
    double dearest =
        members.stream()
            .map(Candidate::price)
            .flatMapToDouble(OptionalDouble::stream)
            .max()
            .orElse(0);
    return Math.round(request.forecast() * dearest / MILLION * NANOS);
  }

  private long cost(List<Attempt> attempts) {
    var now = prices.get();
    return attempts.stream()
        .flatMap(
            attempt ->
                attempt.outcome().map(outcome -> now.cost(attempt.target(), outcome)).stream())
        .mapToLong(cost -> cost instanceof Cost.Known(long nanos) ? nanos : 0)
        .sum();
  }
}

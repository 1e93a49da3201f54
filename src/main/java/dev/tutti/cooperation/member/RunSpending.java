package dev.tutti.cooperation.member;

import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import java.util.ArrayList;
import java.util.List;

/**
 * Spending of a run under its ceiling. A call is begun only where what was spent, what calls under
 * way may cost and what it may cost itself do not go beyond. Thread-safe.
 */
public final class RunSpending {
  private final long ceiling;
  private final ModelCatalog catalog;
  private final Caller caller;
  private final Prices prices;
  private final List<SpentCall> calls = new ArrayList<>();
  private long reserved;
  private long spent;

  /**
   * Call of a member that has ended.
   *
   * @param question what was asked
   * @param outcome what came of it
   */
  public record SpentCall(MemberQuestion question, MemberOutcome outcome) {}

  RunSpending(long ceiling, ModelCatalog catalog, Caller caller, Prices prices) {
    this.ceiling = ceiling;
    this.catalog = catalog;
    this.caller = caller;
    this.prices = prices;
  }

  /**
   * Reserves what a call may cost.
   *
   * @return the amount, to be given back
   * @throws Fault {@code budget_exceeded}
   */
  long reserve(ChatRequest request) {
    long most = forecast(request);
    synchronized (this) {
      if (ceiling - spent - reserved < most || spent >= ceiling) {
        throw Fault.of(
                FaultCode.BUDGET_EXCEEDED,
                "max_cost_usd: %s of %s are spent or reserved, and %s may cost %s more"
                    .formatted(
                        dollars(spent + reserved),
                        dollars(ceiling),
                        request.model(),
                        dollars(most)))
            .byCallerLimit();
      }
      reserved += most;
    }
    return most;
  }

  private static String dollars(long nanoDollars) {
    return new Cost.Known(nanoDollars).dollars().stripTrailingZeros().toPlainString();
  }

  /** What a call may cost at the dearest of its deployments whose price is known. */
  private long forecast(ChatRequest request) {
    if (ceiling == Long.MAX_VALUE) {
      return 0;
    }
    var usage = Usage.of(request.promptForecast(), request.answerForecast());
    try {
      return catalog.members(request.model(), caller).stream()
          .mapToLong(each -> prices.cost(each.target(), usage).knownNanoDollars())
          .max()
          .orElse(0);
    } catch (Fault _) { // asking the model tells it
      return 0;
    }
  }

  /** Notes what a call has cost that an amount was reserved for. */
  synchronized void settle(long amount, CallSpending used) {
    reserved -= amount;
    spent += used.nanoDollars();
  }

  /** Notes a call that was paid for by an earlier attempt. */
  synchronized void known(CallSpending used) {
    spent += used.nanoDollars();
  }

  /** Notes what came of a member. */
  synchronized void ended(MemberQuestion question, MemberOutcome outcome) {
    calls.add(new SpentCall(question, outcome));
  }

  /** Calls that have ended, in the order of their ends. */
  synchronized List<SpentCall> calls() {
    return List.copyOf(calls);
  }

  /** Sum of all. */
  public CallSpending sum() {
    return calls().stream()
        .map(each -> each.outcome().spent())
        .reduce(CallSpending.NOTHING, CallSpending::plus);
  }
}

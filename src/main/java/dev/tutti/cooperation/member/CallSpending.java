package dev.tutti.cooperation.member;

import dev.tutti.call.Attempt;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Tokens and money of one or several calls.
 *
 * @param usage of all attempts, failed ones included
 * @param nanoDollars as far as prices are known, in billionths of a US dollar
 * @param isPriced whether all prices are known
 */
public record CallSpending(Usage usage, long nanoDollars, boolean isPriced) {
  /** Nothing. */
  public static final CallSpending NOTHING = new CallSpending(Usage.NONE, 0, true);

  /** Spending of attempts that have ended. */
  static CallSpending of(List<Attempt> attempts, Prices prices) {
    var sum = NOTHING;
    for (var attempt : attempts) {
      var outcome = attempt.outcome();
      sum = outcome.isPresent() ? sum.plus(of(attempt, outcome.get(), prices)) : sum;
    }
    return sum;
  }

  private static CallSpending of(Attempt attempt, Outcome outcome, Prices prices) {
    return switch (prices.cost(attempt, outcome)) {
      case Cost.Known(long nanoDollars) -> new CallSpending(outcome.usage(), nanoDollars, true);
      case Cost.Unknown() -> new CallSpending(outcome.usage(), 0, false);
    };
  }

  /** The same, or, where nobody was asked, what an answer says of itself, which costs nothing. */
  CallSpending otherwise(Usage said) {
    return usage.isNone() && nanoDollars == 0 ? new CallSpending(said, 0, isPriced) : this;
  }

  /** Sum of both. */
  public CallSpending plus(CallSpending other) {
    return new CallSpending(
        usage.plus(other.usage), nanoDollars + other.nanoDollars, isPriced && other.isPriced);
  }

  /** US dollars; empty where a price is not known. */
  public Optional<BigDecimal> dollars() {
    return isPriced ? Optional.of(new Cost.Known(nanoDollars).dollars()) : Optional.empty();
  }
}

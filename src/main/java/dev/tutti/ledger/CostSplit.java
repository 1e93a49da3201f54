package dev.tutti.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Split of what attempts cost by the kinds of their tokens. The ledger has one cost of an attempt,
 * and what it is by; so the split is made by that price, and only where it gives that cost. It does
 * not where prices depend on the length of prompts, where audio or reasoning has a price of its
 * own, where prompts were cached for an hour, and where the price was another one then. Immutable.
 */
public final class CostSplit {
  private static final long PICO_PER_NANO = 1_000;

  private final Map<String, Price> prices = new HashMap<>();

  CostSplit(Collection<Price> prices) {
    prices.forEach(price -> this.prices.put(price.label(), price));
  }

  /**
   * Costs of the kinds that there are, which add up to what the attempts cost, to the nano-dollar;
   * none where nobody knows them.
   *
   * @param basis of the cost, as the ledger has it
   */
  public List<TokenCost> of(String basis, TokenCost.Sum sum) {
    var price = prices.get(basis);
    if (price == null || price.tiers().size() > 1) {
      return List.of();
    }
    var rates = price.tiers().getFirst().rates();
    if (sum.audio() > 0 || (sum.reasoning() > 0 && !rates.reasonsAtOutputPrice())) {
      return List.of();
    }
    try {
      return adjusted(parts(rates, sum), sum);
    } catch (ArithmeticException _) {
      return List.of(); // billions of dollars
    }
  }

  private static List<TokenCost> parts(Rates rates, TokenCost.Sum sum) {
    var parts = new ArrayList<TokenCost>();
    for (var kind : TokenCost.Kind.values()) {
      long tokens = sum.tokens(kind);
      if (tokens != 0) {
        long pico = Math.multiplyExact(tokens, rates.pico(kind));
        parts.add(new TokenCost(kind, tokens, (pico + PICO_PER_NANO / 2) / PICO_PER_NANO));
      }
    }
    return parts;
  }

  /** The same, with what rounding has left in the largest, if it is no more than that. */
  private static List<TokenCost> adjusted(List<TokenCost> parts, TokenCost.Sum sum) {
    long left = sum.nanoDollars();
    int largest = 0;
    for (int i = 0; i < parts.size(); i++) {
      left = Math.subtractExact(left, parts.get(i).nanoDollars());
      largest = parts.get(i).nanoDollars() > parts.get(largest).nanoDollars() ? i : largest;
    }
    if (parts.isEmpty() || Math.abs(left) > (sum.attempts() + parts.size()) / 2) {
      return List.of();
    }
    var part = parts.get(largest);
    parts.set(largest, new TokenCost(part.kind(), part.tokens(), part.nanoDollars() + left));
    return parts.stream().allMatch(each -> each.tokens() > 0 && each.nanoDollars() >= 0)
        ? List.copyOf(parts)
        : List.of();
  }
}

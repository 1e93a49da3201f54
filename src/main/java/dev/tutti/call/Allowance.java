package dev.tutti.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Terms of one virtual key: limits of its own, in the place of those that are configured for every
 * key. Immutable.
 *
 * @param most at least 1 of each quantity that the key has terms for
 */
public record Allowance(Map<Quantity, Long> most) {
  /** No terms of its own. */
  public static final Allowance NONE = new Allowance(Map.of());

  /** Quantity that a key's terms can limit. */
  public enum Quantity {
    /** Requests a minute. */
    REQUESTS("requests"),
    /** Tokens a minute. */
    TOKENS("tokens"),
    /** Calls at once. */
    CONCURRENCY("concurrency"),
    /** Money a day, in billionths of a dollar. */
    DAY("budget_day"),
    /** Money a month, in billionths of a dollar. */
    MONTH("budget_month");

    private final String word;

    Quantity(String word) {
      this.word = word;
    }

    /** Its name where it is kept. */
    public String word() {
      return word;
    }
  }

  /** Checks the amounts, and keeps a copy. */
  public Allowance {
    most = Map.copyOf(most);
    most.forEach(
        (quantity, amount) -> {
          if (amount < 1) {
            throw new IllegalArgumentException(
                "%s: %d (expected: more than 0)".formatted(quantity.word, amount));
          }
        });
  }

  /** The same with another quantity. */
  public Allowance with(Quantity quantity, long amount) {
    var more = new EnumMap<Quantity, Long>(Quantity.class);
    more.putAll(most);
    more.put(quantity, amount);
    return new Allowance(more);
  }

  /** Amount of a quantity, if there are terms for it. */
  public OptionalLong of(Quantity quantity) {
    var amount = most.get(quantity);
    return amount == null ? OptionalLong.empty() : OptionalLong.of(amount);
  }

  /** Whether there are no terms. */
  public boolean isNone() {
    return most.isEmpty();
  }
}

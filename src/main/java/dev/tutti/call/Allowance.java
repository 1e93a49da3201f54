package dev.tutti.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Terms of one virtual key: limits of its own, in the place of those that are configured for every
 * key. Immutable.
 *
 * @param most of each quantity that the key has terms for, 1 to {@link Quantity#highest}
 */
public record Allowance(Map<Quantity, Long> most) {
  /** No terms of its own. */
  public static final Allowance NONE = new Allowance(Map.of());

  /** Quantity that a key's terms can limit. */
  public enum Quantity {
    /** Requests a minute. */
    REQUESTS("requests", 1_000_000),
    /** Tokens a minute. */
    TOKENS("tokens", 1_000_000_000),
    /** Calls at once. */
    CONCURRENCY("concurrency", 1_000_000),
    /** Money a day, in billionths of a dollar. */
    DAY("budget_day", 100_000_000_000_000_000L),
    /** Money a month, in billionths of a dollar. */
    MONTH("budget_month", 100_000_000_000_000_000L);

    private final String word;
    private final long highest;

    Quantity(String word, long highest) {
      this.word = word;
      this.highest = highest;
    }

    /** Its name where it is kept. */
    public String word() {
      return word;
    }

    /** Highest amount of it that can be counted exactly. */
    public long highest() {
      return highest;
    }
  }

  /** Checks the amounts, and keeps a copy. */
  public Allowance {
    most = Map.copyOf(most);
    most.forEach(
        (quantity, amount) -> {
          if (amount < 1 || amount > quantity.highest) {
            throw new IllegalArgumentException(
                "%s: %d (expected: 1 to %d)".formatted(quantity.word, amount, quantity.highest));
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

package dev.tutti.resilience.limit;

import dev.tutti.call.Allowance;
import java.util.Locale;

/** Quantity that a limit counts. */
public enum Measure {
  /** Calls that begin, in any minute. */
  REQUESTS,
  /** Tokens of prompts and answers, in any minute. */
  TOKENS,
  /** Calls that are under way at once. */
  CONCURRENCY;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word in configurations, names and metrics. */
  public String word() {
    return word;
  }

  /** Unit in messages: {@code requests a minute}, {@code calls at once}. */
  public String rate() {
    return refills() ? word() + " a minute" : "calls at once";
  }

  /** Quantity that a key's own terms limit. */
  Allowance.Quantity quantity() {
    return switch (this) {
      case REQUESTS -> Allowance.Quantity.REQUESTS;
      case TOKENS -> Allowance.Quantity.TOKENS;
      case CONCURRENCY -> Allowance.Quantity.CONCURRENCY;
    };
  }

  /** Whether what was taken comes back with time, and not only when a call ends. */
  public boolean refills() {
    return this != CONCURRENCY;
  }
}

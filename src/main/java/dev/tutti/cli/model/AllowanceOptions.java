package dev.tutti.cli.model;

import dev.tutti.call.Allowance;
import dev.tutti.call.Allowance.Quantity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the limits of a key. */
final class AllowanceOptions {
  private static final double DOLLAR = 1e9;

  @Option(names = "--requests", paramLabel = "N", description = "Requests a minute.")
  private @Nullable Long requests;

  @Option(names = "--tokens", paramLabel = "N", description = "Tokens a minute.")
  private @Nullable Long tokens;

  @Option(names = "--concurrency", paramLabel = "N", description = "Calls at once.")
  private @Nullable Long concurrency;

  @Option(names = "--budget-day", paramLabel = "USD", description = "Dollars a day.")
  private @Nullable Double day;

  @Option(names = "--budget-month", paramLabel = "USD", description = "Dollars a month.")
  private @Nullable Double month;

  /** The terms; what was not said is as for every key. */
  Allowance allowance() {
    return over(Allowance.NONE);
  }

  /** Those terms with what was said in their place. */
  Allowance over(Allowance terms) {
    var all = terms;
    all = requests == null ? all : all.with(Quantity.REQUESTS, requests);
    all = tokens == null ? all : all.with(Quantity.TOKENS, tokens);
    all = concurrency == null ? all : all.with(Quantity.CONCURRENCY, concurrency);
    all = day == null ? all : all.with(Quantity.DAY, Math.round(day * DOLLAR));
    return month == null ? all : all.with(Quantity.MONTH, Math.round(month * DOLLAR));
  }
}

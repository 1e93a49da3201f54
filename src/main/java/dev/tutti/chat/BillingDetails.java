package dev.tutti.chat;

import java.util.OptionalLong;

/**
 * Details of a usage report that change its price but not its tokens.
 *
 * @param hourCacheWrite those tokens of {@link Usage#cacheWrite} that are kept for an hour rather
 *     than for minutes
 * @param serviceTier the tier that the provider says it served, such as {@code flex}; empty for the
 *     standard one
 * @param costReported whether the provider itself says what it cost
 * @param nanoDollars what it says, in billionths of a US dollar; otherwise 0
 */
public record BillingDetails(
    long hourCacheWrite, String serviceTier, boolean costReported, long nanoDollars) {
  /** Nothing that changes a price. */
  public static final BillingDetails NONE = new BillingDetails(0, "", false, 0);

  /** Dollars in nano-dollars; more is not meant. */
  private static final long HIGHEST_COST = 1_000_000_000_000_000L;

  /** Cuts what is out of range. */
  public BillingDetails {
    hourCacheWrite = Usage.cut(hourCacheWrite);
    nanoDollars = costReported ? Math.clamp(nanoDollars, 0, HIGHEST_COST) : 0;
  }

  /** The same with tokens that were written to a cache for an hour. */
  public BillingDetails hourCacheWrite(long tokens) {
    return new BillingDetails(tokens, serviceTier, costReported, nanoDollars);
  }

  /** The same with what the provider says that it cost, in billionths of a US dollar. */
  public BillingDetails costing(long nanos) {
    return new BillingDetails(hourCacheWrite, serviceTier, true, nanos);
  }

  /** The same for another tier; the words for the standard tier are as good as none. */
  public BillingDetails tier(String name) {
    var known =
        switch (name) {
          case "default", "auto", "standard", "scale" -> "";
          default -> name;
        };
    return known.equals(serviceTier)
        ? this
        : new BillingDetails(hourCacheWrite, known, costReported, nanoDollars);
  }

  /** Cost as the provider itself says it, in billionths of a US dollar. */
  public OptionalLong cost() {
    return costReported ? OptionalLong.of(nanoDollars) : OptionalLong.empty();
  }

  /** Both together, as of two answers; what only one of them says is not known of both. */
  BillingDetails plus(BillingDetails other) {
    return new BillingDetails(
        hourCacheWrite + other.hourCacheWrite,
        serviceTier.equals(other.serviceTier) ? serviceTier : "",
        costReported && other.costReported,
        nanoDollars + other.nanoDollars);
  }

  /** Of two reports of one answer the larger numbers, and what either says. */
  BillingDetails max(BillingDetails later) {
    return equals(later)
        ? this
        : new BillingDetails(
            Math.max(hourCacheWrite, later.hourCacheWrite),
            later.serviceTier.isEmpty() ? serviceTier : later.serviceTier,
            costReported || later.costReported,
            Math.max(nanoDollars, later.nanoDollars));
  }
}

/**
 * Limits of requests, tokens and calls at once. A {@link dev.tutti.resilience.limit.RateLimiter}
 * keeps {@linkplain dev.tutti.resilience.limit.Bucket buckets}, in this process or shared between
 * several.
 *
 * <p>{@link dev.tutti.resilience.limit.CallLimits} take what a call needs of its user's, its key's
 * and its model's, once for all its attempts, and let it wait in line where that is wanted; {@link
 * dev.tutti.resilience.limit.ProviderLimits} are a guard. Either way a {@link
 * dev.tutti.resilience.limit.Lease} is settled with what was really used.
 */
@NullMarked
package dev.tutti.resilience.limit;

import org.jspecify.annotations.NullMarked;

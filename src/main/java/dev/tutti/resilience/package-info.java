/**
 * What stands between a call and a provider so that neither harms the other.
 *
 * <p>Guards are asked before every attempt: {@link dev.tutti.resilience.Breakers} leave a
 * deployment alone that fails or asks for it, {@link dev.tutti.resilience.InFlight} bounds the
 * calls at once, {@link dev.tutti.resilience.Pace} keeps a distance between them. {@link
 * dev.tutti.resilience.Backoff} says how long to wait before another try and {@link
 * dev.tutti.resilience.RetryBudget} how many tries all calls have together; who tries again is a
 * matter of routing.
 *
 * <p>Limits count what is used. A {@link dev.tutti.resilience.RateLimiter} keeps {@linkplain
 * dev.tutti.resilience.Bucket buckets}, in this process or shared between several. {@link
 * dev.tutti.resilience.CallLimits} take what a call needs of its user's, its key's and its model's,
 * once for all its attempts, and let it wait in line where that is wanted; {@link
 * dev.tutti.resilience.ProviderLimits} are a guard. Either way a {@link dev.tutti.resilience.Lease}
 * is settled with what was really used. {@link dev.tutti.resilience.AdaptiveConcurrency} lets as
 * many through to a deployment as its latency shows to be good for it.
 */
@NullMarked
package dev.tutti.resilience;

import org.jspecify.annotations.NullMarked;

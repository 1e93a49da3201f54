/**
 * Protection of calls and providers from each other.
 *
 * <p>Guards are asked before every attempt: {@link dev.tutti.resilience.breaker.Breakers} leave a
 * deployment alone that fails or asks for it, {@link dev.tutti.resilience.concurrency.InFlight}
 * bounds the calls at once, {@link dev.tutti.resilience.concurrency.Pace} keeps a distance between
 * them. {@link dev.tutti.resilience.retry.Backoff} says how long to wait before another try and
 * {@link dev.tutti.resilience.retry.RetryBudget} how many tries all calls have together; who tries
 * again is a matter of routing.
 *
 * <p>Limits count what is used. A {@link dev.tutti.resilience.limit.RateLimiter} keeps {@linkplain
 * dev.tutti.resilience.limit.Bucket buckets}, in this process or shared between several. {@link
 * dev.tutti.resilience.limit.CallLimits} take what a call needs of its user's, its key's and its
 * model's, once for all its attempts, and let it wait in line where that is wanted; {@link
 * dev.tutti.resilience.limit.ProviderLimits} are a guard. Either way a {@link
 * dev.tutti.resilience.limit.Lease} is settled with what was really used. {@link
 * dev.tutti.resilience.concurrency.AdaptiveConcurrency} lets as many through to a deployment as its
 * latency shows to be good for it.
 */
@NullMarked
package dev.tutti.resilience;

import org.jspecify.annotations.NullMarked;

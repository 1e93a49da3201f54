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
 * <p>{@link dev.tutti.resilience.limit.CallLimits} and {@link dev.tutti.resilience.budget.Budgets}
 * are met once for all attempts of a call, {@link dev.tutti.resilience.limit.ProviderLimits} and
 * {@link dev.tutti.resilience.concurrency.AdaptiveConcurrency} by each.
 */
@NullMarked
package dev.tutti.resilience;

import org.jspecify.annotations.NullMarked;

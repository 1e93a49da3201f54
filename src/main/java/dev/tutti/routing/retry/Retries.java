package dev.tutti.routing.retry;

import dev.tutti.resilience.retry.Backoff;
import dev.tutti.resilience.retry.RetryBudget;

/** How calls are tried again: how often all of them together, and after which waits. */
public record Retries(RetryBudget budget, Backoff backoff) {}

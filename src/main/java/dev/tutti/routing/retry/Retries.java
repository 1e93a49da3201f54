package dev.tutti.routing.retry;

import dev.tutti.resilience.retry.Backoff;
import dev.tutti.resilience.retry.RetryBudget;

/** Retry budget of all calls together, and the waits between attempts. */
public record Retries(RetryBudget budget, Backoff backoff) {}
